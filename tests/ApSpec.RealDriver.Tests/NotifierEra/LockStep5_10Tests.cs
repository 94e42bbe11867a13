using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>The model v5.10 and Debian's 5.10 run the same random traces, in the kernels of their own: one modelled, one the tree's.</summary>
public sealed class LockStep5_10Tests
{
    private const int Traces = 300;
    private const int Length = 40;

    public static TheoryData<string> Scopes => [.. Plan.For(Era.Notifier).Select(scope => scope.ToString())];

    [NotifierTreeTheory]
    [MemberData(nameof(Scopes))]
    [Trait("Kind", "Long")]
    public void Model_and_real_code_agree_after_every_step(string line)
    {
        var scope = ScopeText.Parse(line, out _)!;
        using var driver = LoadedDriver.Of(KernelTrees.Notifier);
        if (Catalog.ModelOf(driver.Built.Version) is not { } revision)
            return; // the package moved on
        var model = new ModelSubject(revision);
        var run = new Search.LockStep(model, driver.Subject, scope);
        for (ulong seed = 1; seed <= Traces; seed++)
        {
            var difference = run.Run(SeededTrace.Draw(scope, Era.Notifier, seed, Length));
            Assert.True(difference is null, difference is null ? "" : $"seed {seed}\n{difference.Trace}\n{string.Join('\n', difference.Texts)}");
        }

        Assert.True(run.Steps > Traces, $"only {run.Steps} steps");
    }
}
