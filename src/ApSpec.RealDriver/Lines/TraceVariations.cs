using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>
/// Variations of given traces: a few operations are added, dropped or replaced, mostly near the end, with more failures and injected
/// answers than a campaign has. The same seed gives the same trace.
/// </summary>
internal sealed class TraceVariations
{
    private const uint ChangesMax = 4;
    private const uint TailMax = 6;
    private const uint NearEnd = 5;

    private readonly ImmutableArray<ImmutableArray<Operation>> bases;
    private readonly ImmutableArray<ImmutableArray<Operation>> kinds;
    private readonly ImmutableArray<Operation> rare;
    private readonly Scope scope;
    private readonly int lengthMax;
    private readonly ResponseCode[] codes = Enum.GetValues<ResponseCode>();

    /// <summary>Variations of <paramref name="bases"/>, run in <paramref name="scope"/>; without a base, of the empty trace.</summary>
    public TraceVariations(Subject subject, Scope scope, ImmutableArray<Trace> bases, int lengthMax)
    {
        this.scope = scope;
        this.lengthMax = lengthMax;
        this.bases = bases.IsEmpty ? [[]] : [.. bases.Select(trace => trace.Operations)];
        var alphabet = subject.AlphabetOf(scope);
        kinds = [.. alphabet.GroupBy(op => op.Kind).Select(group => group.ToImmutableArray())];
        rare = [.. alphabet.Where(op => op.Fail != FailPoint.None || op.Kind is OperationKind.HwAnswer or OperationKind.HwDuration)];
    }

    /// <summary>The scope.</summary>
    public Scope Scope => scope;

    /// <summary>The variation of a seed.</summary>
    public Trace Draw(ulong seed)
    {
        var choices = new Xoshiro(seed);
        var operations = bases[(int)choices.Next((uint)bases.Length)].ToList();
        for (var changes = 1 + choices.Next(ChangesMax); changes > 0; changes--)
            Change(operations, choices);
        for (var tail = choices.Next(TailMax); tail > 0; tail--)
            operations.Add(AnyOf(kinds, choices));
        return new Trace(scope, [.. operations.Take(lengthMax)]);
    }

    private void Change(List<Operation> operations, Xoshiro choices)
    {
        var at = PlaceIn(operations, choices);
        switch (choices.Next(6))
        {
            case 0 when at < operations.Count:
                operations.RemoveAt(at);
                break;
            case 1 or 2 when at < operations.Count:
                operations[at] = Another(operations[at], choices);
                break;
            case 3 or 4 when !rare.IsEmpty:
                operations.Insert(at, AnswerOf(rare[(int)choices.Next((uint)rare.Length)], choices));
                break;
            default:
                operations.Insert(at, AnyOf(kinds, choices));
                break;
        }
    }

    // The wanted function was reached at the end of a base, so the end is varied most.
    private static int PlaceIn(List<Operation> operations, Xoshiro choices) => choices.Next(2) == 0
        ? Math.Max(0, operations.Count - (int)choices.Next(NearEnd))
        : (int)choices.Next((uint)operations.Count + 1);

    private Operation Another(Operation operation, Xoshiro choices) =>
        kinds.FirstOrDefault(kind => kind[0].Kind == operation.Kind) is { IsDefault: false } same ? same[(int)choices.Next((uint)same.Length)] : operation;

    // The alphabet has only the most important answers; these are the others.
    private Operation AnswerOf(Operation operation, Xoshiro choices) => operation.Kind == OperationKind.HwAnswer && choices.Next(2) == 0
        ? operation with { Code = codes[choices.Next((uint)codes.Length)] }
        : operation;

    private static Operation AnyOf(ImmutableArray<ImmutableArray<Operation>> kinds, Xoshiro choices)
    {
        var kind = kinds[(int)choices.Next((uint)kinds.Length)];
        return kind[(int)choices.Next((uint)kind.Length)];
    }
}
