namespace ApSpec.Bench.Peers;

/// <summary>The middle of some numbers; of an even count the upper of the two.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
