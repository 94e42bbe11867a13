using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class TraceTests
{
    [Theory]
    [MemberData(nameof(Scopes.All), MemberType = typeof(Scopes))]
    public void A_trace_of_a_whole_alphabet_parses_back_equal(string text)
    {
        var scope = Scopes.Of(text);
        var trace = new Trace(scope, [.. Alphabet.Of(scope).Take(TraceFile.OperationsMax)]);

        var file = TraceFile.Parse("t", Encoding.UTF8.GetBytes(trace.ToString()), out var error);

        Assert.Null(error);
        Assert.Equal(trace, file?.Trace);
        Assert.Equal(trace.GetHashCode(), file?.Trace.GetHashCode());
    }

    [Fact]
    public void Traces_differ_by_scope_by_order_and_by_length()
    {
        var open = OperationSyntax.Parse("open m0", out _)!.Value;
        var create = OperationSyntax.Parse("create m0", out _)!.Value;
        var trace = new Trace(new Scope(), [create, open]);

        Assert.Equal(trace, new Trace(new Scope(), [create, open]));
        Assert.NotEqual(trace, new Trace(new Scope(), [open, create]));
        Assert.NotEqual(trace, new Trace(new Scope(), [create]));
        Assert.NotEqual(trace, new Trace(new Scope { Mdevs = 2 }, [create, open]));
    }

    [Fact]
    public void An_error_prints_its_file_and_line()
    {
        Assert.Equal("a.trace:7: why", new InputError("a.trace", 7, "why").ToString());
        Assert.Equal("a.trace: why", new InputError("a.trace", 0, "why").ToString());
    }
}
