using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

public sealed class LockStepTests
{
    private static readonly Scope Small = new() { Features = Features.Masks };

    [Fact]
    public void A_revision_agrees_with_itself_and_steps_are_counted_by_operation()
    {
        var run = new LockStep(Model("v5.11"), Model("v5.11"), Small);

        for (ulong seed = 1; seed <= 50; seed++)
            Assert.Null(run.Run(SeededTrace.Draw(Small, Era.Notifier, seed, 30)));

        Assert.Equal(run.Steps, run.StepsOf.Sum());
        Assert.True(run.StepsOf[(int)OperationKind.Create] > 0);
    }

    [Fact]
    public void A_difference_is_told_at_the_step_that_shows_it_and_shrinks_to_the_shortest()
    {
        var (before, after) = (Model("v5.10"), Model("v5.11"));
        var run = new LockStep(before, after, Small);
        var difference = Enumerable.Range(1, 100).Select(seed => run.Run(SeededTrace.Draw(Small, Era.Notifier, (ulong)seed, 30)))
            .First(found => found is not null)!;

        var small = LockStep.Shrunk(before, after, difference);

        Assert.Equal(4, small.Trace.Operations.Length);
        Assert.Equal("set_kvm m0 null", small.Trace.Operations[^1].ToString());
        Assert.Contains("k0.driver_refs: 1 | 0", small.Texts);
    }

    // However the seeds are divided: the sum is that of one range, and ends with the tenth difference.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Ranges_next_to_each_other_show_what_one_range_shows(int count)
    {
        const int seeds = 120;
        var scope = Small with { Features = Features.All };
        LockStepRange Range() => new(Model("v5.10"), Model("v5.11"), scope, 30);
        var (whole, parts) = (new LockStepTally(), new LockStepTally());

        var one = Range().Run(3, seeds).Select(whole.Add).OfType<LockStepFound>().Select(found => $"{found.Seed} {found.Trace}").ToArray();
        var all = Enumerable.Range(0, (seeds + count - 1) / count)
            .SelectMany(part => Range().Run(3 + (ulong)(part * count), Math.Min(count, seeds - (part * count))))
            .Select(parts.Add).OfType<LockStepFound>().Select(found => $"{found.Seed} {found.Trace}").ToArray();

        Assert.NotEmpty(one);
        Assert.Equal(one, all);
        Assert.Equal((whole.Agreed, whole.Steps, whole.Differences), (parts.Agreed, parts.Steps, parts.Differences));
        Assert.Equal(whole.Kinds, parts.Kinds);
        Assert.Equal(whole.CutBy, parts.CutBy);
    }

    [Theory]
    [InlineData("v5.11")]
    [InlineData("v7.2")]
    public void A_model_names_the_operations_on_descriptors_that_it_does_not_have(string name)
    {
        var scope = Small with { Features = Features.Descriptors };
        var model = Model(name);
        var forms = OperationSyntax.Forms.Where(form => form.Needs == Features.Descriptors).ToArray();

        Assert.Equal(9, forms.Length);
        Assert.Equal(model.AlphabetOf(new Scope()).AsEnumerable(), model.AlphabetOf(scope));
        Assert.All(Alphabet.Of(scope, model.Era).Where(op => OperationSyntax.FormOf(op.Kind).Needs == Features.Descriptors), op =>
            Assert.Equal("the modelled VFIO has no descriptors of groups and containers", model.Create(scope).Apply(op).Reason));
    }

    [Theory]
    [InlineData("v5.11")]
    [InlineData("v7.2")]
    public void A_model_does_a_bus_scan_at_once(string name)
    {
        var scope = Small with { Features = Features.Hw | Features.Control | Features.Steps };
        var steps = Alphabet.Of(scope, Model(name).Era).Where(op => op.Thread != 0 || op.Kind == OperationKind.Scan).ToArray();

        Assert.NotEmpty(steps);
        Assert.All(steps, op => Assert.Equal("the modelled AP bus does a scan at once", Model(name).Create(scope).Apply(op).Reason));
    }

    private static ModelSubject Model(string name) => new(Catalog.Find(name)!);
}
