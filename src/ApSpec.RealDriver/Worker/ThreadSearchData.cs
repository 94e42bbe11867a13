namespace ApSpec.RealDriver.Worker;

/// <summary>A search of schedules, as <see cref="Explore.Threads.ThreadExploration"/>.</summary>
/// <param name="States">States.</param>
/// <param name="Transitions">Steps.</param>
/// <param name="Ends">States in which no thread can go on.</param>
/// <param name="DeadEnds">Steps with which a call died.</param>
/// <param name="Preemptions">Preemptions searched.</param>
/// <param name="IsComplete">Every schedule was searched.</param>
/// <param name="Caps">What cut steps off, and whether it is a counter, with their number.</param>
/// <param name="Findings">What was found.</param>
/// <param name="NeverMade">Places of threads and of their calls that no schedule makes.</param>
/// <param name="OneAfterTheOther">Ids of the rules that the calls violate one after the other.</param>
/// <param name="AreStatesJudged">Some order of whole calls comes to its end.</param>
/// <param name="Searches">Sets of calls.</param>
/// <param name="Races">Data races.</param>
/// <param name="Edges">Locks that were taken under others, with the calls.</param>
/// <param name="RandomSchedules">Schedules that were drawn at random.</param>
/// <param name="Ended">The ways in which the calls end.</param>
public sealed record ThreadSearchData(
    int States, long Transitions, long Ends, long DeadEnds, int Preemptions, bool IsComplete, IReadOnlyList<ThreadCapData> Caps,
    IReadOnlyList<ThreadFindingData> Findings, IReadOnlyList<ThreadCallData> NeverMade, IReadOnlyList<string> OneAfterTheOther, bool AreStatesJudged, int Searches,
    IReadOnlyList<DataRaceData> Races, IReadOnlyList<OrderData> Edges, long RandomSchedules = 0,
    IReadOnlyList<ThreadEndData>? Ended = null);
