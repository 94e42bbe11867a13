using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>The era of a compiled driver, told by what it has and never by a version.</summary>
internal static class DriverEra
{
    /// <summary>A driver that hears of unmaps by a notifier is of the notifier era, also the one of v5.19 whose open attaches.</summary>
    public static Era Of(DriverFeatures features) => features.HasFlag(DriverFeatures.IommuNotifier) ? Era.Notifier : Era.OpenDevice;

    /// <summary>What the kernel around it has learnt by then, which is said of the notifier era alone.</summary>
    public static CoreTraits TraitsOf(DriverFeatures features) => Of(features) == Era.OpenDevice ? CoreTraits.Hook : CoreTraits.Hook
        | (features.HasFlag(DriverFeatures.HookSemaphore) ? CoreTraits.HookLock : CoreTraits.None)
        | (features.HasFlag(DriverFeatures.OpenCount) ? CoreTraits.OpenCount : CoreTraits.None)
        | (features.HasFlag(DriverFeatures.GroupNotifier) ? CoreTraits.None : CoreTraits.OpenAttach);
}
