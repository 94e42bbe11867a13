using System.Collections.Immutable;
using ApSpec.Search;
using ApSpec.Search.Review;

namespace ApSpec.Cli;

/// <summary>The changes of causes, and the differences that they explain.</summary>
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
        var shown = differences.Explain([.. moved.Select(change => change.Cause.Head.Counterexample.Trace), .. ofModel.Select(one => one.Trace)]);
        OfPair = ExplainedDifference.Explain(ofPair, moved, shown[..moved.Length], before.Replay, after.Replay);
        OfModel = ExplainedDifference.Explain(ofModel, moved, shown[..moved.Length], before.Replay, after.Replay);
        ShownOfModel = shown[moved.Length..];
    }

    /// <summary>The check of the driver after the change.</summary>
    public CheckOutcome After { get; }

    /// <summary>The changes of causes.</summary>
    public CauseComparison Comparison { get; }

    /// <summary>The differences between the two drivers.</summary>
    public ImmutableArray<ExplainedDifference> OfPair { get; }

    /// <summary>The differences between the driver after the change and the model.</summary>
    public ImmutableArray<ExplainedDifference> OfModel { get; }

    /// <summary>For each of these, how the two drivers differ on its trace; null when they do not.</summary>
    public ImmutableArray<Difference?> ShownOfModel { get; }

    /// <summary>The differences that no cause explains.</summary>
    public IEnumerable<Difference> Unexplained => OfPair.Where(one => one.By is null).Select(one => one.Difference);

    /// <summary>The same with a new check of the driver after the change; null when that is the present one.</summary>
    public ReviewCauses? With(CheckOutcome second) =>
        second == After ? null : new ReviewCauses(first, second, before, after, differences, ofPair, ofModel);
}
