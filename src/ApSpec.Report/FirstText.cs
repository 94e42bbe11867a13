using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>One line on what a check found first, while the rest of it is still to come.</summary>
public static class FirstText
{
    /// <summary><c>apspec: v5.10: found already, KVM-01 by open: create m0; set_kvm m0 k0; open m0; the report follows</c>.</summary>
    public static string Format(Subject subject, Rule rule, Trigger trigger, Trace trace) =>
        $"apspec: {subject.Name}: found already, {rule.Id} by {trigger}: "
        + $"{string.Join("; ", trace.Operations)}; the report follows";
}
