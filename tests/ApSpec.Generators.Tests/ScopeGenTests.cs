using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators.Tests;

public sealed class ScopeGenTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2026, 7);

    [Fact]
    public void Every_scope_prints_and_parses_back_equal()
    {
        Prop.ForAll(ScopeGen.Arb, scope => (ScopeText.Parse(scope.ToString(), out var error) == scope).Label(error)).Check(Seeded);
    }

    [Fact]
    public void Smaller_scopes_can_be_named_too()
    {
        Prop.ForAll(ScopeGen.Arb, scope =>
            ScopeGen.Arb.Shrinker(scope).All(smaller => ScopeText.Parse(smaller.ToString(), out _) == smaller)).Check(Seeded);
    }

    [Fact]
    public void Every_feature_format_and_profile_occurs()
    {
        var scopes = ScopeGen.Any.Draw(500, 50).ToArray();

        Assert.Equal(Features.All | Features.Compiled, scopes.Aggregate(Features.None, (all, scope) => all | scope.Features));
        Assert.Equal(3, scopes.Select(scope => scope.Format).Distinct().Count());
        Assert.Equal(2, scopes.Select(scope => scope.Profile).Distinct().Count());
        Assert.Equal(3, scopes.Select(scope => scope.Mdevs).Distinct().Count());
    }
}
