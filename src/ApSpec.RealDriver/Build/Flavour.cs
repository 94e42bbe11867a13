namespace ApSpec.RealDriver.Build;

/// <summary>What a driver library is made for.</summary>
public enum Flavour
{
    /// <summary>Campaigns: every load and store of the driver is checked by the shim.</summary>
    Fast,

    /// <summary>Interleavings: every load and store of the driver is seen by the shim's race detector.</summary>
    Race,

    /// <summary>Recorded traces, run again by a program without ApSpec: on another machine.</summary>
    Replay,

    /// <summary>The same under gcc's AddressSanitizer and UndefinedBehaviorSanitizer.</summary>
    Asan,

    /// <summary>The lines that a campaign runs: as <see cref="Fast"/>, unoptimised, so that each line has code of its own.</summary>
    Lines,
}
