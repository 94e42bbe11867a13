using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The kernel of an era around a driver.</summary>
public interface IKernelEra
{
    /// <summary>Does one operation, to its end or to the point where its call is abandoned.</summary>
    StepResult Apply(in Operation operation);
}
