using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>The lines of a driver, and of the kernel around it, that were run.</summary>
/// <param name="Table">The lines that have code.</param>
/// <param name="First">For each line that was run, the first trace to run it.</param>
/// <param name="Traces">Traces of the campaign.</param>
/// <param name="AimedTraces">Traces aimed at lines that the campaign had not run.</param>
/// <param name="Steps">Operations of all traces.</param>
/// <param name="IsWhole">True when all traces were run; false when time ran out, or workers died too often.</param>
public sealed record LinesRun(
    LineTable Table, ImmutableSortedDictionary<TreeLine, FirstRun> First, long Traces, long AimedTraces, long Steps, bool IsWhole)
{
    /// <summary>True when a line has been run.</summary>
    public bool IsRun(TreeLine line) => First.ContainsKey(line);

    /// <summary>
    /// Traces that ran the functions of these places, each up to that operation. Traces that ran one of the places come first; then, taking the
    /// functions in turn, traces that ran another line of them.
    /// </summary>
    public ImmutableArray<Trace> Reaching(IReadOnlyCollection<ChangedPlace> places)
    {
        var own = places.Where(place => place.HasCode).Select(place => place.Line).ToHashSet();
        var functions = own.Select(Table.FunctionOf).ToHashSet();
        return
        [
            .. First.Where(one => functions.Contains(Table.FunctionOf(one.Key)) && one.Value.Trace.Operations.Length > 0)
                .OrderBy(one => !own.Contains(one.Key)).Select(one => one.Value.Trace).Distinct(),
        ];
    }

    /// <summary>The places of a patch that have code and have been run.</summary>
    public ImmutableArray<ChangedPlace> Run(IEnumerable<ChangedPlace> places) => [.. places.Where(place => place.HasCode && IsRun(place.Line))];

    /// <summary>The places of a patch that have code and that no trace has run.</summary>
    public ImmutableArray<ChangedPlace> NotRun(IEnumerable<ChangedPlace> places) => [.. places.Where(place => place.HasCode && !IsRun(place.Line))];
}
