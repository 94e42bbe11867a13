using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>Which lines of a driver, and of the kernel around it, a run went by.</summary>
/// <param name="Table">The lines that have code.</param>
/// <param name="First">For each line that was run the first trace that did.</param>
/// <param name="Traces">Traces of the campaign.</param>
/// <param name="AimedTraces">Traces that were drawn for what the campaign had not run.</param>
/// <param name="Steps">Operations of all of them.</param>
/// <param name="IsWhole">Every trace that was wanted was run; false when the time was over before, or workers died too often.</param>
public sealed record LinesRun(
    LineTable Table, ImmutableSortedDictionary<TreeLine, FirstRun> First, long Traces, long AimedTraces, long Steps, bool IsWhole)
{
    /// <summary>True when a line has been run.</summary>
    public bool IsRun(TreeLine line) => First.ContainsKey(line);

    /// <summary>
    /// Traces that ran the functions of these places, each up to the operation that did: those that ran one of the places first, then, function by
    /// function in turn, those that ran another line of it.
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
