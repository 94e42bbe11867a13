using System.Text;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

public sealed class SmallScopesTests
{
    [Fact]
    public void The_counts_of_each_revision_are_the_pinned_ones()
    {
        var text = new StringBuilder("# ./apspec explore shows these counts; UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Explore.Tests rewrites them\n");
        foreach (var scope in SmallScopes.All)
        {
            text.Append($"scope {scope}\n");
            foreach (var revision in Catalog.Thread)
            {
                var explored = Searches.Explore(revision.Name, scope.ToString(), new SearchLimits(5_000_000));
                Assert.True(explored.IsComplete, $"{revision.Name} is not exhausted in {scope}");
                text.Append($"{revision.Name}: states {explored.States}, transitions {explored.Transitions}, ")
                    .Append($"dead ends {explored.DeadEnds}, depth {explored.Depth}\n")
                    .Append($"  caps {string.Join(' ', explored.Caps.Select(c => $"{c.Key}:{c.Value}"))}\n")
                    .Append($"  violated {string.Join(' ', explored.Violations.Select(v => $"{v.Rule.Id}@{v.Length}"))}\n");
            }
        }

        Golden.Check("explore.txt", text.ToString());
    }

    [Fact]
    public void The_scopes_differ_and_are_core()
    {
        Assert.True(SmallScopes.All.Length >= 2);
        Assert.Equal(SmallScopes.All.Length, SmallScopes.All.Distinct().Count());
        Assert.All(SmallScopes.All, scope => Assert.Equal(Profile.Core, scope.Profile));
    }
}
