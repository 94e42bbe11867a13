using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>Makes operations as the moves of a state graph, judged by rules. A state is the whole vector and the lifecycle.</summary>
internal sealed class ExplorerWalker(Judge judge, ImmutableArray<Operation> alphabet, Trigger? wanted, Func<RuleBits> found) : IGraphWalker<ExplorerNote>
{
    private readonly Rewind rewind = new(judge.System);
    private RuleBits known;
    private RuleBits witnessed;
    private ulong taken;

    public int StateWords => judge.StateWords;

    public int Moves => alphabet.Length;

    public void Begin(Span<ulong> first)
    {
        judge.Reset();
        judge.Save(first);
    }

    public void BeginPart() => known = found();

    public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths) => rewind.Enter(state[..^1], number, paths, alphabet);

    public MoveEnd Move(ReadOnlySpan<ulong> state, int move, Span<ulong> next, List<(int Move, ExplorerNote Note)> notes)
    {
        rewind.Back(state[..^1]);
        judge.Resume(state);
        var violated = judge.Apply(alphabet[move], known, out var result);
        if (result.Outcome == Outcome.NotPossible)
            return MoveEnd.None;
        if (!violated.IsEmpty)
        {
            if (wanted is { } trigger)
                return trigger == Trigger.Of(alphabet[move], result) ? MoveEnd.Found : MoveEnd.Last;
            known |= violated;
        }

        if (!violated.IsEmpty || judge.IsEnded || witnessed != judge.Witnessed || taken != judge.Taken)
            notes.Add((move, NoteOf(violated)));
        if (judge.IsEnded)
            return MoveEnd.Last;
        judge.Save(next);
        return MoveEnd.Leads;
    }

    private ExplorerNote NoteOf(RuleBits violated)
    {
        (witnessed, taken) = (judge.Witnessed, judge.Taken);
        return new ExplorerNote(violated, judge.System.CapHit, judge.IsEnded && judge.System.CapHit is null, witnessed, taken, 1);
    }
}
