namespace ApSpec.Tests;

/// <summary>Pinned texts under <c>tests/golden</c>. <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
internal static class Golden
{
    public static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static void Check(string file, string actual)
    {
        var path = Repository.File($"tests/golden/{file}");
        if (IsUpdate)
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
