namespace ApSpec.House;

/// <summary>How every house test ends.</summary>
internal static class Judge
{
    /// <summary>Fails with all findings, one a line, when there are any.</summary>
    public static void NoFindings(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToArray();
        Assert.True(all.Length == 0, $"{all.Length} findings:\n  " + string.Join("\n  ", all));
    }
}
