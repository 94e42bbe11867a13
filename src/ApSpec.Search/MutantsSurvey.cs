using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Runs the revision itself through all traces once, and records its effects, the traces that reach each, the rules violated, and a hash
/// of everything observable. A mutant then runs only the traces that reach its effect, without the revision beside it.
/// </summary>
internal sealed class MutantsSurvey
{
    private readonly MutantsRequest request;
    private readonly RevisionLines lines;
    private readonly MutantsRecorder recorder;
    private readonly List<MutantsTrace> traces = [];
    private readonly List<List<int>> tracesOf = [];

    public MutantsSurvey(MutantsRequest request)
    {
        this.request = request;
        lines = RevisionLines.Of(request.Revision);
        recorder = new MutantsRecorder(lines);
        foreach (var witness in (request.HasWitnesses ? Witnesses() : []).GroupBy(trace => trace.Scope))
            Record(witness.Key, witness, 0);
        foreach (var scope in request.Scopes)
            Record(scope, [], request.Traces);
    }

    /// <summary>The traces, witnesses of the rules first.</summary>
    public IReadOnlyList<MutantsTrace> Traces => traces;

    /// <summary>Operations done.</summary>
    public long Steps { get; private set; }

    /// <summary>Every mutant, in the order of the text; a drop before the swap of the same effect.</summary>
    public IEnumerable<(Mutation Mutation, IReadOnlyList<int> Traces)> Mutants() =>
        from site in recorder.Sites
        orderby site.Line, site.Number
        from form in Enum.GetValues<MutationForm>()
        where form == MutationForm.Drop || (site.IsFollowed && CanBeLate(site))
        select (new Mutation(site.Function, site.Kind, site.What, site.Line, form), (IReadOnlyList<int>)tracesOf[site.Number]);

    /// <summary>Lines with an effect that no trace reached.</summary>
    public ImmutableArray<int> Unreached() => [.. lines.Without(recorder.Sites.Select(site => site.Line).ToHashSet())];

    // Effects without a return value and without a duration: these can be delayed.
    private static bool CanBeLate(MutantsRecorder.Site site) => site.Kind is EffectKind.Store or EffectKind.Get or EffectKind.Put
        or EffectKind.Unlock or EffectKind.SetMasks or EffectKind.ClearMasks or EffectKind.Free or EffectKind.ListAdd
        or EffectKind.ListDel or EffectKind.Unregister && site.What is not (nameof(MatrixDevice.TakeInstance) or nameof(Module.TryGet));

    private IEnumerable<Trace> Witnesses() => RuleBook.All.Where(rule => rule.IsOf(request.Revision.Era))
        .Select(rule => rule.WitnessIn(request.Revision.Era)).Distinct(StringComparer.Ordinal)
        .Select(text => TraceFile.Parse("witness", Encoding.UTF8.GetBytes(text), out var error)?.Trace
            ?? throw new InvalidOperationException($"{error}"));

    private void Record(Scope scope, IEnumerable<Trace> given, int random)
    {
        var system = new ModelSystem(request.Revision, scope) { Watcher = recorder };
        var run = new MutantsRun(new Judge(system, RuleBook.All));
        foreach (var trace in given)
            Record(run, scope, 0, trace, () => trace.Operations);
        for (var seed = request.Seed; seed < request.Seed + (ulong)random; seed++)
        {
            var at = seed;
            Record(run, scope, seed, null, () => SeededTrace.Draw(scope, request.Revision.Era, at, request.LengthMax).Operations);
        }
    }

    private void Record(MutantsRun run, Scope scope, ulong seed, Trace? given, Func<ImmutableArray<Operation>> operations)
    {
        recorder.BeginTrace();
        run.Begin();
        var all = operations();
        var length = 0;
        var prints = new ulong[all.Length];
        while (length < all.Length && run.IsGoingOn)
        {
            recorder.BeginOperation();
            if (!run.Apply(all[length], length, out _))
                break;
            prints[length++] = run.Print;
            Steps++;
        }

        foreach (var site in recorder.Hit)
        {
            while (tracesOf.Count <= site)
                tracesOf.Add([]);
            tracesOf[site].Add(traces.Count);
        }

        traces.Add(new MutantsTrace(scope, seed, given, length, prints));
    }
}
