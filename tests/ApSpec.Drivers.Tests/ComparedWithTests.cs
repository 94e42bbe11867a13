namespace ApSpec.Drivers.Tests;

/// <summary>A model says what real code it was compared with.</summary>
public sealed class ComparedWithTests
{
    [Fact]
    public void Models_that_were_never_compared_with_real_code_are_those_of_kernels_without_a_compiled_tree() => Assert.Equal(
        "v4.20 v5.3 patch-v1 v5.12 1e753732bda6 v5.15 v5.19 v6.16",
        string.Join(' ', Catalog.All.Where(revision => revision.ComparedWith is null)));

    [Theory]
    [InlineData("6.12.117", "compared with Debian 6.12.117", null)]
    [InlineData("v7.2", "compared with Debian 7.3.4", null)]
    [InlineData("v5.10", "compared with Debian 5.10.262", null)]
    [InlineData("v5.12", "never compared with real code", "v5.12 is a model from reading, never compared with real code")]
    public void Grounds_name_the_code_or_say_that_there_was_none(string revision, string grounds, string? line)
    {
        Assert.Equal(grounds, Catalog.Find(revision)!.Grounds);
        Assert.Equal(line, Catalog.Find(revision)!.Uncompared);
    }

    [Fact]
    public void The_line_of_an_uncompared_model_fits_a_mail() =>
        Assert.All(Catalog.All, revision => Assert.InRange((revision.Uncompared ?? "").Length, 0, 70));
}
