namespace ApSpec.RealDriver.Worker;

/// <summary>A run by a schedule, as <see cref="Check.Threads.ThreadRecord"/>.</summary>
/// <param name="Before">What came before the threads.</param>
/// <param name="Steps">The steps.</param>
/// <param name="AtEnd">What is violated at the end.</param>
/// <param name="Unfinished">Threads that have not returned.</param>
/// <param name="NotMade">Calls that could not be made.</param>
/// <param name="OneAfterTheOther">Ids of the rules that the calls violate one after the other.</param>
/// <param name="IsCutOff">There is no verdict.</param>
/// <param name="IsStateJudged">Some order of whole calls comes to its end.</param>
public sealed record ThreadRecordData(
    IReadOnlyList<StepData> Before, IReadOnlyList<ThreadStepData> Steps, IReadOnlyList<ThreadViolationData> AtEnd, IReadOnlyList<UnfinishedData> Unfinished,
    IReadOnlyList<ThreadCallData> NotMade, IReadOnlyList<string> OneAfterTheOther, bool IsCutOff, bool IsStateJudged);
