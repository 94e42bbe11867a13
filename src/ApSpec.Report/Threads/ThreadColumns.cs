using System.Collections.Immutable;
using System.Text;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>The steps of several threads as one column each, as in a lockdep report or a commit message about a race.</summary>
internal sealed class ThreadColumns
{
    private const int Indent = 2;
    private readonly ImmutableArray<ThreadCalls> threads;
    private readonly int width;
    private readonly StringBuilder text = new();
    private readonly string?[] functions;
    private byte? last;

    private ThreadColumns(ImmutableArray<ThreadCalls> threads)
    {
        this.threads = threads;
        width = ((MailText.Columns - Indent + 1) / threads.Length) - 1;
        functions = new string?[threads.Length];
    }

    /// <summary>The columns, in 72 characters.</summary>
    public static string Format(ImmutableArray<ThreadCalls> threads, ImmutableArray<ThreadStep> steps)
    {
        var columns = new ThreadColumns(threads);
        columns.Head();
        foreach (var step in steps)
            columns.Add(step);
        return columns.text.ToString();
    }

    private void Head()
    {
        var heads = threads.Select(calls => Broken($"{ThreadName.Of(calls.Thread)}: {(ThreadName.IsWorker(calls.Thread) ? ThreadText.WorkOf(calls) : string.Join("; ", calls.Calls))}", 0).ToArray()).ToArray();
        for (var line = 0; line < heads.Max(head => head.Length); line++)
            Row([.. heads.Select(head => line < head.Length ? head[line] : "")]);
        Row([.. threads.Select(_ => new string('-', width))]);
    }

    private void Add(ThreadStep step)
    {
        var column = PlaceOf(step.Thread);
        if (step.IsPreempting && last is { } preempted)
            Cell(PlaceOf(preempted), "-- preempted --");
        last = step.Thread;
        if (step.IsFirst && threads[column].Calls.Length > 1)
            Cell(column, $"[{step.Call}]");
        if (step.IsFirst && ThreadName.IsWorker(step.Thread))
            Cell(column, "begins");
        foreach (var effect in step.Effects)
        {
            Function(column, effect.Function);
            if (!IsOfLock(effect, step))
                Cell(column, effect.What, 2);
        }

        foreach (var id in step.Taken)
            Cell(column, $"lock {id}", 2);
        foreach (var id in step.GivenBack)
            Cell(column, $"unlock {id}", 2);
        if (step.WaitsFor is { } wanted)
            Cell(column, $"waits for {wanted}", 2);
        foreach (var fault in step.Faults)
            Cell(column, $"! {fault}");
        if (step.Result is { } result)
            Cell(column, $"= {result}");
    }

    // What is taken and given back tells more.
    private static bool IsOfLock(ThreadEffect effect, ThreadStep step) => effect.What is "lock" or "unlock"
        || (effect.What.StartsWith(ThreadEffect.Lock, StringComparison.Ordinal) && (!step.Taken.IsEmpty || step.WaitsFor is not null));

    private void Function(int column, string function)
    {
        var name = function.Split(' ')[0];
        if (functions[column] == name)
            return;
        functions[column] = name;
        Cell(column, name);
    }

    private void Cell(int column, string cell, int indent = 0)
    {
        foreach (var line in Broken(cell, indent))
            Row([.. threads.Select((_, i) => i == column ? line : "")]);
    }

    private void Row(string[] cells)
    {
        var line = new StringBuilder(new string(' ', Indent));
        foreach (var cell in cells)
            line.Append(cell.PadRight(width)).Append(' ');
        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    // Broken at blanks, a longer word after an underscore.
    private IEnumerable<string> Broken(string cell, int indent)
    {
        var line = new string(' ', indent);
        foreach (var part in Parts(cell))
        {
            if (line.Trim().Length > 0 && line.Length + part.TrimEnd().Length > width)
            {
                yield return line.TrimEnd();
                line = new string(' ', indent + 2);
            }

            line += part;
        }

        yield return line.TrimEnd();
    }

    private IEnumerable<string> Parts(string cell)
    {
        foreach (var word in cell.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length < width)
            {
                yield return word + " ";
                continue;
            }

            var pieces = word.Split('_');
            for (var i = 0; i < pieces.Length; i++)
                yield return pieces[i] + (i + 1 < pieces.Length ? "_" : " ");
        }
    }

    private int PlaceOf(byte thread) => threads.IndexOf(threads.First(calls => calls.Thread == thread));
}
