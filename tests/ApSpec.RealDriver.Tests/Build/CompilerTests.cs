using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class CompilerTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_missing_compiler_is_told_with_the_package_to_install()
    {
        var (compiler, error) = await Compiler.Find("no-such-gcc");

        Assert.Null(compiler);
        Assert.StartsWith("no-such-gcc: no such compiler", error, StringComparison.Ordinal);
        Assert.Contains("apt install gcc", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_compiler_than_gcc_is_refused_with_the_reason()
    {
        var (compiler, error) = await Compiler.Find(folder.WriteProgram("cc", "echo 'clang version 19.1.7'"));

        Assert.Null(compiler);
        Assert.Contains("'clang version 19.1.7'; gcc is needed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compiler_that_fails_is_told_with_what_it_said()
    {
        var (compiler, error) = await Compiler.Find(folder.WriteProgram("cc", "echo 'cannot find my parts' >&2; exit 1"));

        Assert.Null(compiler);
        Assert.EndsWith("--version failed: cannot find my parts", error, StringComparison.Ordinal);
    }

    [GccFact]
    public async Task Gcc_tells_its_version_and_machine()
    {
        var (compiler, error) = await Compiler.Find("gcc");

        Assert.Empty(error);
        Assert.Contains("gcc", compiler!.Version, StringComparison.Ordinal);
        Assert.NotEmpty(compiler.Machine);
        Assert.True(Directory.Exists(compiler.Include));
    }
}
