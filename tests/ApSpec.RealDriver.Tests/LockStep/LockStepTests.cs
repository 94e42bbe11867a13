using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Generators;
using ApSpec.Search;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.RealDriver.Tests.LockStep;

/// <summary>
/// The model of a kernel's driver and the real code of the same kernel run the same random traces, and after every step all that can be
/// seen is the same. A longer run of the same is <c>apspec lockstep</c>.
/// </summary>
public sealed class LockStepTests
{
    private const int Traces = 500;
    private const int Length = 40;
    private const string Whole = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13";

    // Queues that share a bucket of an mdev's table, since what is done to one of them can be lost on the others.
    private static readonly string[] Shared =
    [
        "mdevs=2 kvms=1 adapters=06,42,7e domains=0006 features=masks,irq,binding",
        "mdevs=1 kvms=1 adapters=00 domains=0000,0090 features=masks,hw,binding,failures",
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var version in KernelTrees.Versions)
        {
            foreach (var scope in Plan.For(Era.OpenDevice).Select(scope => scope.ToString()).Concat(Shared))
                cases.Add(version, scope);
        }

        return cases;
    }

    [KernelTreeTheory]
    [MemberData(nameof(Cases))]
    [Trait("Kind", "Long")]
    public void Model_and_real_code_agree_after_every_step(string version, string line)
    {
        var scope = ScopeText.Parse(line, out _)!;
        using var driver = LoadedDriver.Of(version);
        if (ModelOf(driver) is not { } model)
            return; // the package moved on; its model is that of an older release
        var run = new Search.LockStep(model, driver.Subject, scope);
        for (ulong seed = 1; seed <= Traces; seed++)
        {
            var difference = run.Run(SeededTrace.Draw(scope, Era.OpenDevice, seed, Length));
            Assert.True(difference is null, difference is null ? "" : Text(model, driver.Subject, seed, difference));
        }

        Assert.True(run.Steps > Traces, $"only {run.Steps} steps");
    }

    // FsCheck's choices and its shrinking by the minimizer's candidates; a failure is printed as a trace file's text.
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void FsCheck_finds_no_trace_on_which_model_and_real_code_differ(string version)
    {
        using var driver = LoadedDriver.Of(version);
        if (ModelOf(driver) is not { } model)
            return;
        var runner = new CounterexampleRunner<Trace>();
        Search.LockStep? run = null;
        LockStepDifference? last = null; // of the last trace that failed, which is the one shrinking ended with

        FsCheck.Check.One("lock step", Config.Quick.WithMaxTest(Traces).WithRunner(runner),
            Prop.ForAll(TraceArb.For(ScopeText.Parse(Whole, out _)!, Length, Shrink.Candidates, Era.OpenDevice), trace =>
            {
                if (run is null || run.Scope != trace.Scope)
                    run = new Search.LockStep(model, driver.Subject, trace.Scope);
                var difference = run.Run(trace);
                last = difference ?? last;
                return difference is null;
            }));

        Assert.True(runner.Found is null, last is null ? "" : $"{runner.Found?.Replay}\n{last.Trace}\n{string.Join('\n', last.Texts)}");
        Assert.Equal(Traces, runner.Tests);
    }

    // In a scope that small, all pairs of states are seen, and so all that the two can do.
    [KernelTreeTheory]
    [InlineData("6.1", "features=masks,messages,reset")]
    [InlineData("6.1", "features=masks,irq,locks")]
    [InlineData("6.1", "features=masks,vmfds")]
    [InlineData("6.12", "features=masks,messages,reset")]
    [InlineData("6.12", "features=masks,irq,locks")]
    [InlineData("6.12", "features=masks,config,eventfds,vmfds")]
    public void No_state_of_a_small_scope_tells_them_apart(string version, string features)
    {
        var scope = ScopeText.Parse($"mdevs=1 kvms=1 adapters=05 domains=0006 {features}", out _)!;
        using var driver = LoadedDriver.Of(version);
        if (ModelOf(driver) is not { } model)
            return;
        var search = new DivergenceSearch(model.Create(scope), driver.Subject.Create(scope), model.FieldsOf(scope),
            driver.Subject.AlphabetOf(scope), Search.LockStep.NameOf);

        Assert.Null(search.Run(new SearchLimits(50_000)));
        Assert.True(search.IsComplete);
    }

    // Up to the first operation on a descriptor, which the model names.
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Operations_on_descriptors_are_named_as_left_out(string version)
    {
        using var driver = LoadedDriver.Of(version);
        if (ModelOf(driver) is not { } model)
            return;
        var scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,descriptors", out _)!;
        var run = new Search.LockStep(model, driver.Subject, scope);

        Assert.All(Enumerable.Range(1, Traces), seed => Assert.Null(run.Run(SeededTrace.Draw(scope, Era.OpenDevice, (ulong)seed, Length))));

        Assert.Contains("operations on descriptors, which the modelled VFIO does not have", run.LeftOut);
        Assert.Equal(run.Cut, run.LeftOut.Sum(reason => run.CutBy[reason]));
    }

    // Seen for what it is: a driver that does something else is told from its model.
    [KernelTreeFact]
    public void Another_kernels_model_is_told_apart()
    {
        using var driver = LoadedDriver.Of("6.12");
        var older = new ModelSubject(Catalog.Find("6.1.192")!);
        var scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,binding", out _)!;
        var run = new Search.LockStep(older, driver.Subject, scope);

        var difference = Enumerable.Range(1, Traces)
            .Select(seed => run.Run(SeededTrace.Draw(scope, Era.OpenDevice, (ulong)seed, Length)))
            .First(difference => difference is not null);

        Assert.Equal(["create m0", "set_kvm m0 k0", "open m0"],
            Search.LockStep.Shrunk(older, driver.Subject, difference!).Trace.Operations.Select(op => op.ToString()));
    }

    private static ModelSubject? ModelOf(LoadedDriver driver) =>
        Catalog.ModelOf(driver.Built.Version) is { } revision ? new ModelSubject(revision) : null;

    private static string Text(Subject model, Subject real, ulong seed, LockStepDifference difference)
    {
        var small = Search.LockStep.Shrunk(model, real, difference);
        return $"seed {seed}: {model.Name} | {real.Name}\n{small.Trace}\n{string.Join('\n', small.Texts)}";
    }
}
