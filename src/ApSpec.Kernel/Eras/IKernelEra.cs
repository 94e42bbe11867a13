using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The kernel of an era around a driver.</summary>
public interface IKernelEra
{
    /// <summary>Does one operation, to its end or to the point where its call is abandoned.</summary>
    StepResult Apply(in Operation operation);

    /// <summary>Begins one operation as a call of a scheduled thread, which runs to its first effect.</summary>
    void Begin(in Operation operation, KernelThread thread);
}
