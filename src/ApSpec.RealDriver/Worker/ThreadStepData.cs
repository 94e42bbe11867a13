namespace ApSpec.RealDriver.Worker;

/// <summary>One step of a thread, as <see cref="Check.Threads.ThreadStep"/>.</summary>
/// <param name="Call">The call, by places.</param>
/// <param name="IsFirst">The call began with it.</param>
/// <param name="IsPreempting">Another thread could have gone on.</param>
/// <param name="Effects">What it did.</param>
/// <param name="Taken">Locks that it took.</param>
/// <param name="GivenBack">Locks that it gave back.</param>
/// <param name="Faults">Its faults.</param>
/// <param name="Violations">What it violates.</param>
/// <param name="WaitsFor">What the thread waits for from now on.</param>
/// <param name="Result">What the call returned; null when it has not.</param>
public sealed record ThreadStepData(
    ThreadCallData Call, bool IsFirst, bool IsPreempting, IReadOnlyList<ThreadEffectData> Effects, IReadOnlyList<LockData> Taken, IReadOnlyList<LockData> GivenBack,
    IReadOnlyList<FaultData> Faults, IReadOnlyList<ThreadViolationData> Violations, string? WaitsFor = null, ResultData? Result = null);
