namespace ApSpec.Search;

/// <summary>The findings of one rule, the simplest first.</summary>
internal sealed class FindingOrder : IComparer<Finding>
{
    public static FindingOrder Instance { get; } = new();

    public int Compare(Finding? x, Finding? y)
    {
        var order = TraceOrder.KeyOf(x!.Counterexample.Trace).CompareTo(TraceOrder.KeyOf(y!.Counterexample.Trace));
        if (order == 0) // among equals, a NULL notification first: it adds no new object
            order = y.Counterexample.Trigger.IsNull.CompareTo(x.Counterexample.Trigger.IsNull);
        return order != 0 ? order : x.Counterexample.Trigger.Order.CompareTo(y.Counterexample.Trigger.Order);
    }
}
