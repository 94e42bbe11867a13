using System.Collections.Immutable;
using System.Text;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>A run with threads as a Mermaid sequence diagram: threads and the locks that they want are the participants.</summary>
public static class SequenceDiagram
{
    /// <summary>The diagram's text.</summary>
    public static string Format(ImmutableArray<ThreadCalls> threads, ThreadRecord record)
    {
        var text = new StringBuilder("sequenceDiagram\n");
        foreach (var calls in threads)
            text.Append($"    participant t{calls.Thread} as t{calls.Thread}: {string.Join(", ", calls.Calls)}\n");
        foreach (var worker in record.Workers)
            text.Append($"    participant {ThreadName.Of(worker.Thread)} as {ThreadName.Of(worker.Thread)}: {ThreadText.WorkOf(worker)}\n");
        foreach (var id in record.Steps.SelectMany(step => step.Taken.Select(id => $"{id}").Concat(step.WaitsFor is { } wanted ? [wanted] : [])).Distinct())
            text.Append($"    participant {Id(id)} as {id}\n");
        byte? last = null;
        foreach (var step in record.Steps)
        {
            if (step.IsPreempting && last is { } preempted)
                text.Append($"    Note over {ThreadName.Of(preempted)}: preempted\n");
            last = step.Thread;
            Add(text, step);
        }

        foreach (var thread in record.Unfinished.Where(thread => thread.WaitsFor is not null))
            text.Append($"    Note over {ThreadName.Of(thread.Thread)}: waits for ever\n");
        return text.ToString();
    }

    private static void Add(StringBuilder text, ThreadStep step)
    {
        var name = ThreadName.Of(step.Thread);
        if (step.IsFirst && ThreadName.IsWorker(step.Thread))
            text.Append($"    Note over {name}: begins\n");
        foreach (var effect in step.Effects.Where(effect => effect.What is not ("lock" or "unlock")))
            text.Append($"    {name}->>{name}: {effect.What}\n");
        foreach (var id in step.Taken)
            text.Append($"    {name}->>{Id($"{id}")}: lock\n");
        foreach (var id in step.GivenBack)
            text.Append($"    {name}-->>{Id($"{id}")}: unlock\n");
        if (step.WaitsFor is { } wanted)
            text.Append($"    {name}-x{Id(wanted)}: waits\n");
        foreach (var fault in step.Faults)
            text.Append($"    Note over {name}: {fault}\n");
        if (step.Result is { } result)
            text.Append($"    Note over {name}: returns {result}\n");
    }

    // Mermaid's ids have no blanks or brackets.
    private static string Id(string name) => "w_" + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
