using System.Collections.Immutable;
using ApSpec.Search;
using ApSpec.Search.Review;

namespace ApSpec.Cli;

/// <summary>What a change does to causes, and which of the ways to differ that explains.</summary>
internal sealed class ReviewCauses
{
    private readonly CheckOutcome first;
    private readonly CheckTarget before;
    private readonly CheckTarget after;
    private readonly ReviewDifferences differences;
    private readonly ImmutableArray<Difference> ofPair;
    private readonly ImmutableArray<Difference> ofModel;

    public ReviewCauses(
        CheckOutcome first, CheckOutcome second, CheckTarget before, CheckTarget after, ReviewDifferences differences,
        ImmutableArray<Difference> ofPair, ImmutableArray<Difference> ofModel)
    {
        (this.first, this.before, this.after, this.differences, this.ofPair, this.ofModel) = (first, before, after, differences, ofPair, ofModel);
        After = second;
        Comparison = new CauseComparison(first, second, before.Replay, after.Replay);
        ImmutableArray<CauseChange> moved = [.. Comparison.Changes.Where(change => change.Kind != ChangeKind.Same)];
        var shown = differences.Of([.. moved.Select(change => change.Cause.Head.Counterexample.Trace), .. ofModel.Select(one => one.Trace)]);
        OfPair = ExplainedDifference.Explain(ofPair, moved, shown[..moved.Length], before.Replay, after.Replay);
        OfModel = ExplainedDifference.Explain(ofModel, moved, shown[..moved.Length], before.Replay, after.Replay);
        ShownOfModel = shown[moved.Length..];
    }

    /// <summary>The check of the driver after the change.</summary>
    public CheckOutcome After { get; }

    /// <summary>What the change does to causes.</summary>
    public CauseComparison Comparison { get; }

    /// <summary>The ways in which the two drivers differ.</summary>
    public ImmutableArray<ExplainedDifference> OfPair { get; }

    /// <summary>The ways in which the driver after the change differs from the model.</summary>
    public ImmutableArray<ExplainedDifference> OfModel { get; }

    /// <summary>How the two drivers differ on the traces of these; null when they do not.</summary>
    public ImmutableArray<Difference?> ShownOfModel { get; }

    /// <summary>What no cause explains.</summary>
    public IEnumerable<Difference> Unexplained => OfPair.Where(one => one.By is null).Select(one => one.Difference);

    /// <summary>The same with another check of the driver after the change; null when it is the one that is known.</summary>
    public ReviewCauses? With(CheckOutcome second) =>
        second == After ? null : new ReviewCauses(first, second, before, after, differences, ofPair, ofModel);
}
