using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>How states and triggers are written in diagrams.</summary>
internal static class DiagramNames
{
    /// <summary>For people: <c>set_kvm refused</c>.</summary>
    public static string Words(LifecycleTrigger trigger) => trigger switch
    {
        LifecycleTrigger.SetKvm => "set_kvm",
        LifecycleTrigger.SetKvmRefused => "set_kvm refused",
        _ => Snake(trigger.ToString()).Replace('_', ' '),
    };

    /// <summary>For tools: <c>set_kvm_refused</c>.</summary>
    public static string Snake(string name) => string.Concat(name.Select((c, i) =>
        (i > 0 && char.IsAsciiLetterUpper(c) ? "_" : "") + char.ToLowerInvariant(c)));
}
