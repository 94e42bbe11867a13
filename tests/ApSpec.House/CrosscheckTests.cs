namespace ApSpec.House;

public sealed class CrosscheckTests : IDisposable
{
    private const string Script = ".ci/crosscheck";

    private readonly ScriptSandbox sandbox = new(Script);

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task A_missing_tool_is_one_line_and_exit_2()
    {
        sandbox.StandIn("spin", "");

        Assert.Equal((2, "", "crosscheck: found no rumur (Debian packages: spin rumur gcc libc6-dev)\n"), await sandbox.Run(Script));
    }

    [Fact]
    public async Task A_wrong_argument_is_one_line_and_exit_2()
    {
        Assert.Equal((2, "", "crosscheck: found 'large', allowed: small or all\n"), await sandbox.Run(Script, "large"));
    }
}
