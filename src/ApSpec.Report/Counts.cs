namespace ApSpec.Report;

/// <summary>Numbers of things, in words.</summary>
public static class Counts
{
    /// <summary><c>1 cause</c>, <c>2 causes</c>, <c>65,000 traces</c>.</summary>
    public static string Of(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";
}
