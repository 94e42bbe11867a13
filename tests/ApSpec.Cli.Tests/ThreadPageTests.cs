using System.Text;

namespace ApSpec.Cli.Tests;

/// <summary>
/// docs/the-thread.md: every command on it prints what stands below it. <c>UPDATE_GOLDEN=1</c> writes what is printed. Those on compiled drivers
/// are the compiled drivers' tests' own.
/// </summary>
public sealed class ThreadPageTests : IDisposable
{
    private const string Prompt = "$ ./apspec ";
    private const string Fence = "```";
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void Every_command_prints_what_the_page_shows()
    {
        var path = Repository.File("docs/the-thread.md");
        var page = File.ReadAllText(path);

        var actual = WithOutput(page, out var commands);

        if (Golden.IsUpdate)
            File.WriteAllText(path, actual);
        Assert.True(commands >= 8, "a command for each question");
        Assert.Equal(page, actual);
    }

    [Fact]
    public void Every_trace_of_the_page_that_fails_has_one_that_passes()
    {
        var traces = Directory.GetFiles(Repository.File("tests/traces"), "thread-*.trace").Select(Path.GetFileName).ToArray();

        Assert.True(traces.Count(name => name!.StartsWith("thread-ok-", StringComparison.Ordinal)) >= traces.Length / 2);
    }

    // The page with each block's lines below its command replaced by what the command prints.
    private string WithOutput(string page, out int commands)
    {
        var text = new StringBuilder();
        var isOutput = false;
        commands = 0;
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal) && !line.Contains(" --driver ", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n').Append(OutputOf(line[Prompt.Length..])).Append('\n');
                isOutput = true;
                commands++;
                continue;
            }

            isOutput &= !line.StartsWith(Fence, StringComparison.Ordinal);
            if (!isOutput)
                text.Append(line).Append('\n');
        }

        text.Length--;
        return text.ToString();
    }

    private string OutputOf(string line)
    {
        var parts = line.Split(" | tail -");
        var output = command.Run([.. Words(parts[0])]).Output.Trim('\n').Split('\n');
        return string.Join('\n', parts.Length == 1 ? output : output[^int.Parse(parts[1], null)..]);
    }

    // As a shell would split it: blanks outside quotes. A trace's path is that of the checkout.
    private static IEnumerable<string> Words(string line)
    {
        var quoted = line.Split('\'');
        for (var i = 0; i < quoted.Length; i++)
        {
            if (i % 2 == 1)
            {
                yield return quoted[i];
                continue;
            }

            foreach (var word in quoted[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return word.StartsWith("tests/", StringComparison.Ordinal) ? Repository.File(word) : word;
        }
    }
}
