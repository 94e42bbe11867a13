using ApSpec.Check;
using ApSpec.Report;
using ApSpec.Search;
using ApSpec.Vocabulary;
using Spectre.Console;
using Rule = ApSpec.Rules.Rule;

namespace ApSpec.Cli;

/// <summary>
/// Progress of a check on standard error: what was found first, and, when that is a terminal, rate, traces and time left.
/// </summary>
/// <param name="task">The bar; null when there is none.</param>
/// <param name="say">Prints a line; null to print none.</param>
internal sealed class CheckProgress(ProgressTask? task, Action<string>? say) : ICheckProgress
{
    private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
    private string title = "";
    private double finished;

    public bool WantsFirst => say is not null;

    /// <summary>Shows the progress of <paramref name="work"/>, and what it finds first if <paramref name="isFirstTold"/>.</summary>
    public static void Show(CheckRequest request, Action<ICheckProgress?> work, bool isFirstTold = false)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            work(isFirstTold ? new CheckProgress(null, Console.Error.WriteLine) : null);
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
                "starting", maxValue: (double)request.Subjects.Length * request.Scopes.Length * request.Options.Traces), isFirstTold ? console.WriteLine : null)));
    }

    public void BeginScope(Subject subject, Scope scope)
    {
        if (task is null)
            return;
        title = $"{subject.Name}, features {ScopeText.Print(scope.Features)}";
        finished = task.Value;
        clock.Restart();
        task.Description = Shown(title);
    }

    public void OnTraces(long traces, long steps)
    {
        if (task is null)
            return;
        task.Value = finished + traces;
        var rate = steps / Math.Max(0.001, clock.Elapsed.TotalSeconds) / 1e6;
        task.Description = Shown($"{title}: {traces:N0} traces, {rate:F1} M operations/s");
    }

    public void BeginRule(Subject subject, Rule rule)
    {
        if (task is not null)
            task.Description = Shown($"{subject.Name}: shortest counterexamples, {rule.Id}");
    }

    public void OnFirst(Subject subject, Rule rule, Trigger trigger, Trace trace) =>
        say?.Invoke(SafeText.Escape(FirstText.Format(subject, rule, trigger, trace)));

    private static string Shown(string text) => Markup.Escape(SafeText.Escape(text));
}
