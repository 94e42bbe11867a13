using System.Text;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>The witness of a rule puts the rule to the test, and a driver that is right passes it: by that rule, and by every other.</summary>
public sealed class WitnessTests
{
    private const string Before = "v5.11";
    private const string After = "v7.2";

    // v5.11, as merged, has defects of its own, and some witnesses meet one.
    private static readonly Dictionary<string, string> DefectsOf511 = new(StringComparer.Ordinal)
    {
        ["IRQ-07"] = "IRQ-02 IRQ-05 IRQ-07", // B23: an unmap unpins the page and leaves the interrupts on
        ["IRQ-14"] = "IRQ-14", // KVM before v6.8 leaves the condition code of a success
        ["LOCK-03"] = "LOCK-03", // B4: K before L, and L before K
        ["RESET-01"] = "CALL-03", // a reset that is not over at the second look makes it warn
        ["RESET-02"] = "CALL-03",
        ["QUEUE-03"] = "MASK-07", // an unbind takes no queue from a guest before v6.0
    };

    /// <summary>The id of each rule of the notifier era.</summary>
    public static TheoryData<string> NotifierRules() => RulesOf(Era.Notifier);

    /// <summary>The id of each rule of the era in which matrices change under a guest.</summary>
    public static TheoryData<string> OpenDeviceRules() => RulesOf(Era.OpenDevice);

    [Theory]
    [MemberData(nameof(NotifierRules))]
    public void The_witness_of_a_rule_puts_it_to_the_test(string id) => Assert.True(Run(Before, id).IsWitnessed);

    [Theory]
    [MemberData(nameof(OpenDeviceRules))]
    public void The_witness_of_a_rule_puts_it_to_the_test_where_matrices_change_under_a_guest(string id) =>
        Assert.True(Run(After, id).IsWitnessed);

    [Theory]
    [MemberData(nameof(NotifierRules))]
    public void The_witness_of_a_rule_violates_nothing_but_known_defects_of_v5_11(string id) =>
        Assert.Equal(DefectsOf511.GetValueOrDefault(id, ""), Run(Before, id).Violated);

    [Theory]
    [MemberData(nameof(OpenDeviceRules))]
    public void The_witness_of_a_rule_violates_no_rule_on_v7_2(string id) => Assert.Equal("", Run(After, id).Violated);

    [Theory]
    [InlineData("v5.15", "LOCK-03")]
    [InlineData("v7.2", "IRQ-07")]
    [InlineData("v7.2", "IRQ-14")]
    public void A_rule_that_v5_11_violates_on_its_own_witness_is_kept_by_a_later_revision(string revision, string id)
    {
        Assert.Contains(id, DefectsOf511[id], StringComparison.Ordinal);
        Assert.Equal((true, ""), Run(revision, id));
    }

    [Fact]
    public void No_other_rule_is_violated_by_v5_11_on_its_own_witness() => Assert.Equal(["IRQ-07", "IRQ-14", "LOCK-03"],
        DefectsOf511.Where(defect => defect.Value.Split(' ').Contains(defect.Key)).Select(defect => defect.Key).Order(StringComparer.Ordinal));

    private static TheoryData<string> RulesOf(Era era) => [.. RuleBook.All.Where(rule => rule.IsOf(era)).Select(rule => rule.Id)];

    // Whether the rule's premise held, and which rules were violated, each once.
    private static (bool IsWitnessed, string Violated) Run(string name, string id)
    {
        var revision = Catalog.Find(name)!;
        var rule = RuleBook.Find(id)!;
        var trace = TraceFile.Parse(id, Encoding.UTF8.GetBytes(rule.WitnessIn(revision.Lifecycle)), out var error)?.Trace;
        Assert.True(trace is not null, $"{error}");
        var judge = new Judge(new ModelSystem(revision, trace.Scope), RuleBook.All);
        var violated = new List<string>();
        foreach (var operation in trace.Operations)
        {
            var broken = judge.Apply(operation, 0, out var result);
            foreach (var place in broken)
                violated.Add(judge.Rules[place].Id);
            Assert.True(result.Outcome == Outcome.Returned, $"{operation}: {result} {result.Reason}");
        }

        return (judge.Witnessed.Has(judge.Rules.IndexOf(rule)), string.Join(' ', violated.Distinct()));
    }
}
