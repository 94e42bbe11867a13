using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.RealDriver.Review;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>The traces that are aimed at what was changed.</summary>
public sealed class AimedComparisonTests
{
    private static readonly Subject Model = new ModelSubject(Catalog.Find("6.12.117")!);
    private static readonly Scope Small = ScopeOf("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq");
    private static readonly Scope Wide = ScopeOf("mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,irq,binding");
    private static readonly Scope Other = ScopeOf("mdevs=1 kvms=1 adapters=07 domains=0006 features=masks,irq");
    private static readonly Trace Reaching = LoadedDriver.Trace($"scope {Small}\ncreate m0\nassign_adapter m0 05\n");

    [Fact]
    public void They_are_drawn_in_the_scope_of_the_trace_with_failures_and_answers_and_in_wider_ones()
    {
        var orders = AimedComparison.OrdersOf(Model, [Small, Wide, Other], [Reaching], traces: 90, lengthMax: 40);

        Assert.Equal(
            ["mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw,failures", Small.ToString(), Wide.ToString()], orders.Select(order => order.Scope));
        Assert.All(orders, order => Assert.Equal((30, 40), (order.Traces, order.LengthMax)));
        Assert.Equal(orders.Length, orders.Select(order => order.First).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_drawn_when_no_trace_reaches_the_change() => Assert.Empty(AimedComparison.OrdersOf(Model, [Small], [], 90, 40));

    [Fact]
    public void An_order_is_the_same_as_a_line_and_its_traces_are_near_the_one_they_vary()
    {
        var order = AimedComparison.OrdersOf(Model, [Small], [Reaching], 90, 40)[0];

        var (one, other) = (AimedComparison.RunOf(Model, order), AimedComparison.RunOf(Model, AimedComparison.Parse(AimedComparison.ToLine(order))));

        var traces = Enumerable.Range(0, 45).Select(number => one.TraceOf(order.First + (ulong)number)).ToArray();
        Assert.Equal(traces.Select(trace => trace.ToString()), traces.Select((_, number) => other.TraceOf(order.First + (ulong)number).ToString()));
        Assert.True(traces.Count(trace => trace.Operations.Contains(Reaching.Operations[1])) > traces.Length / 2);
        Assert.Contains(traces, trace => trace.Operations.Any(op => op.Kind == OperationKind.HwAnswer || op.Fail != FailPoint.None));
    }

    private static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new InvalidOperationException(error);
}
