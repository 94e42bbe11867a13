using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A modelled driver in its world; the era decides on its entry points.</summary>
public abstract class KernelDriver
{
    /// <summary>The kernel that calls it.</summary>
    public abstract IKernelEra Enter();

    /// <summary>The era of a driver's class.</summary>
    public static Era EraOf(Type driver) => driver.IsSubclassOf(typeof(OpenDeviceEraDriver)) ? Era.OpenDevice : Era.Notifier;
}
