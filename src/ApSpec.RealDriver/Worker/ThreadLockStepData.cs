namespace ApSpec.RealDriver.Worker;

/// <summary>What calls at once showed on a driver and a model.</summary>
/// <param name="Compared">Sets of calls that were compared.</param>
/// <param name="Equal">Those that end in the same ways on both.</param>
/// <param name="LeftOut">Sets that were left out.</param>
/// <param name="Steps">Steps of the real code.</param>
/// <param name="Schedules">Its schedules.</param>
/// <param name="Differences">What ends otherwise in the real code, in the order of the calls.</param>
public sealed record ThreadLockStepData(int Compared, int Equal, int LeftOut, long Steps, long Schedules, IReadOnlyList<ThreadDifferenceData> Differences);
