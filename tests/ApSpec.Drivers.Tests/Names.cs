namespace ApSpec.Drivers.Tests;

/// <summary>The revisions of the catalog, as theory data.</summary>
internal static class Names
{
    public static IEnumerable<string> All => Catalog.Thread.Select(revision => revision.Name);

    /// <summary>Every row of <paramref name="rows"/> for every revision.</summary>
    public static TheoryData<string, string, string> With(params (string Operations, string Result)[] rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var name in All)
        {
            foreach (var (operations, result) in rows)
                data.Add(name, operations, result);
        }

        return data;
    }
}
