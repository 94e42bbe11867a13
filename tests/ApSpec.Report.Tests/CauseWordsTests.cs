using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class CauseWordsTests
{
    [Fact]
    public void Only_places_that_were_run_are_named() =>
        Assert.Equal(["f:12", "g:30-31"], Where(["f (a.c:10-14)", "g (a.c:30-40)"], ("f", 12), ("g", 30), ("g", 31), ("g", 50), ("h", 7)));

    [Fact]
    public void All_are_named_when_none_was_run() => Assert.Equal(["h:7"], Where(["f (a.c:10-14)"], ("h", 7)));

    [Fact]
    public void A_function_of_one_line_is_one_line() => Assert.Equal(["f:12"], Where(["f (a.c:12)"], ("f", 12), ("f", 13)));

    private static IEnumerable<string> Where(string[] path, params (string Function, int Line)[] places)
    {
        var found = Cases.Kvm01 with { Subject = new Source(), Path = [.. path] };
        return CauseWords.Where(new Finding(found, 1, found.Trace.Scope, found.Length, [])
        {
            Origin = new Origin("", 1, [], [[.. places.Select(place => new CodePlace(place.Function, place.Line))]]),
        });
    }

    // A driver with a source.
    private sealed class Source : Subject
    {
        public override string Name => "a tree";

        public override Era Era => Era.OpenDevice;

        public override string Selector => "--driver tree";

        public override ISystem Create(Scope scope, ModelParameters? parameters = null) => throw new InvalidOperationException("it is not run");
    }
}
