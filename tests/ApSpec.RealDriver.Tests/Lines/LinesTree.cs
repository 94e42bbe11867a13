using ApSpec.RealDriver.Lines;

namespace ApSpec.RealDriver.Tests.Lines;

/// <summary>Linux 6.12 with lines put in that are run, or are not; compiled once for all tests of them.</summary>
public sealed class LinesTree : IDisposable
{
    /// <summary>A scope.</summary>
    public const string Small = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,failures";

    /// <summary>Traces of a campaign.</summary>
    public const int Traces = 100;

    private const string Nothing = "asm volatile(\"\");";
    private readonly Lazy<(EditedTree Tree, LinesDriver Driver, string Text)> made = new(Make);
    private readonly Lazy<LinesRun> campaign;

    public LinesTree() => campaign = new(() => Driver.Run(Small, Traces, []));

    /// <summary>A statement that each assignment of an adapter runs.</summary>
    public int OftenRun => LineOf("apx_test_often");

    /// <summary>A statement of a function that nothing calls.</summary>
    public int NeverCalled => LineOf("apx_test_unrun");

    /// <summary>A jump, in the same function, that is not taken.</summary>
    public int NotTaken => LineOf("goto apx_test_label");

    /// <summary>A comment.</summary>
    public int Comment => LineOf("apx_test_comment");

    /// <summary>The definition of a macro.</summary>
    public int Macro => LineOf("define APX_TEST_MACRO");

    /// <summary>Its only use.</summary>
    public int MacroUse => LineOf("apx_test_use = APX_TEST_MACRO");

    /// <summary>A statement in front of what ends the process.</summary>
    public int BeforeDeath => LineOf("apx_test_death");

    /// <summary>The lines that a short campaign runs.</summary>
    public LinesRun Campaign => campaign.Value;

    internal LinesDriver Driver => made.Value.Driver;

    /// <summary>The places of a patch that put this line in.</summary>
    public IReadOnlyList<ChangedPlace> Added(int line) => Driver.Changed($"@@ -{line - 1},0 +{line} @@\n+\tnew();\n");

    public void Dispose()
    {
        if (made.IsValueCreated)
            made.Value.Tree.Dispose();
    }

    private int LineOf(string words)
    {
        var at = made.Value.Text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(at >= 0, words);
        return made.Value.Text.AsSpan(0, at).Count('\n') + 1;
    }

    private static (EditedTree Tree, LinesDriver Driver, string Text) Make()
    {
        var tree = new EditedTree("6.12");
        tree.Begin("assign_adapter_store", $"""

                volatile int apx_test_use = 1;
                /* apx_test_comment */
                {Nothing} /* apx_test_often */
                apx_test_use = APX_TEST_MACRO;
                if (apx_test_use == 7)
                    goto apx_test_label;
            apx_test_label:

            """);
        tree.Begin("unassign_control_domain_store", """

                asm volatile(""); /* apx_test_death */
                extern void _exit(int); _exit(3);

            """);
        var text = "";
        tree.Change(whole =>
        {
            var first = whole.IndexOf("\n\nstatic ", StringComparison.Ordinal);
            return text = $"{whole[..first]}\n\n#define APX_TEST_MACRO 2{whole[first..]}\n"
                + $"__attribute__((used)) static void apx_test_never(void)\n{{\n\t{Nothing} /* apx_test_unrun */\n}}\n";
        });
        return (tree, LinesDriver.Of(tree.Root, tree.Cache), text);
    }
}
