using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;
using Spectre.Console;
using Rule = ApSpec.Rules.Rule;

namespace ApSpec.Cli;

/// <summary>Progress of a check on standard error: rate, traces, time left. Nothing is printed when that is not a terminal.</summary>
internal sealed class CheckProgress(ProgressTask task) : ICheckProgress
{
    private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
    private string title = "";
    private double finished;

    public static void Show(CheckRequest request, Action<ICheckProgress?> work)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            work(null);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(StandardStream.Error), // only Spectre's own escape sequences get through; texts are escaped here
        });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new CheckProgress(context.AddTask(
                "starting", maxValue: (double)request.Subjects.Length * request.Scopes.Length * request.Options.Traces))));
    }

    public void BeginScope(Subject subject, Scope scope)
    {
        title = $"{subject.Name}, features {ScopeText.Print(scope.Features)}";
        finished = task.Value;
        clock.Restart();
        task.Description = Shown(title);
    }

    public void OnTraces(long traces, long steps)
    {
        task.Value = finished + traces;
        var rate = steps / Math.Max(0.001, clock.Elapsed.TotalSeconds) / 1e6;
        task.Description = Shown($"{title}: {traces:N0} traces, {rate:F1} M operations/s");
    }

    public void BeginRule(Subject subject, Rule rule) =>
        task.Description = Shown($"{subject.Name}: shortest counterexamples, {rule.Id}");

    private static string Shown(string text) => Markup.Escape(SafeText.Escape(text));
}
