using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class ReplayTextTests
{
    // What is left of a trace that kills its process is made shorter down to nothing.
    [Fact]
    public void A_trace_without_operations_is_a_table_of_heads()
    {
        var text = ReplayText.Format(Cases.SubjectOf("v5.11"), new ReplayedTrace(new Trace(Cases.ScopeOf("mdevs=1 kvms=1"), []), [], [], []));

        Assert.Contains("# operation", text, StringComparison.Ordinal);
    }
}
