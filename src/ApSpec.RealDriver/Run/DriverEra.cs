using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>The era of a compiled driver, decided by its features and never by a version.</summary>
internal static class DriverEra
{
    /// <summary>A driver with an IOMMU notifier is of the notifier era. That includes v5.19, which attaches at the open.</summary>
    public static Era EraOf(DriverFeatures features) => features.HasFlag(DriverFeatures.IommuNotifier) ? Era.Notifier : Era.OpenDevice;

    /// <summary>Traits of the core around it; they only differ in the notifier era.</summary>
    public static CoreTraits TraitsOf(DriverFeatures features) => EraOf(features) == Era.OpenDevice ? CoreTraits.Hook : CoreTraits.Hook
        | (features.HasFlag(DriverFeatures.HookSemaphore) ? CoreTraits.HookLock : CoreTraits.None)
        | (features.HasFlag(DriverFeatures.OpenCount) ? CoreTraits.OpenCount : CoreTraits.None)
        | (features.HasFlag(DriverFeatures.GroupNotifier) ? CoreTraits.None : CoreTraits.OpenAttach);
}
