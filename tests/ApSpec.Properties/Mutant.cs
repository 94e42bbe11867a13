using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>A seeded defect that a rule must catch.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Mutation">What is left out.</param>
/// <param name="Scope">The scope of the trace, without the word <c>scope</c>.</param>
/// <param name="Operations">The trace, operations separated by semicolons; the last one is where the rule is violated.</param>
/// <param name="Revision">The revision that is mutated.</param>
internal sealed record Mutant(string Rule, Mutation Mutation, string Scope, string Operations, string Revision = "v5.11")
{
    public Trace Trace
    {
        get
        {
            var text = $"scope {Scope}\n" + string.Join('\n', Operations.Split(';')) + "\n";
            return TraceFile.Parse(Rule, System.Text.Encoding.UTF8.GetBytes(text), out var error)?.Trace
                ?? throw new InvalidOperationException($"{error}");
        }
    }
}
