using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

/// <summary>What the tests of this room report on.</summary>
internal static class Cases
{
    public static Subject SubjectOf(string name) => new ModelSubject(RevisionOf(name));

    public static Revision RevisionOf(string name) => Catalog.Find(name) ?? throw new ArgumentException(name);

    public static Rule RuleOf(string id) => RuleBook.Find(id) ?? throw new ArgumentException(id);

    public static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error);

    /// <summary>A trace of a scope; operations are separated by <c>;</c>.</summary>
    public static Trace TraceOf(string scope, string operations) => new(
        ScopeOf(scope),
        [.. operations.Split(';').Select(line => OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error))]);

    public static Counterexample Minimize(string revision, string rule, string scope, string operations) =>
        new Minimizer(SubjectOf(revision), new SearchLimits()).Minimize(TraceOf(scope, operations), RuleOf(rule))
        ?? throw new ArgumentException($"{rule} is not violated");

    public static Counterexample Kvm01 { get; } = Minimize(
        "v5.10", "KVM-01", "mdevs=1 kvms=1", "create m0; open m0; set_kvm m0 k0; set_kvm m0 null");

    public static Counterexample Lock01 { get; } = Minimize(
        "patch-v3", "LOCK-01", "mdevs=2 kvms=1", "create m0; create m1; open m0; open m1; set_kvm m0 k0; set_kvm m1 k0");

    public static Counterexample Reset01 { get; } = Minimize(
        "v5.10", "RESET-01", "mdevs=1 kvms=1 features=masks,messages",
        "create m0; open m0; assign_adapter m0 05; assign_domain m0 0006; set_kvm m0 k0; nqap k0 05.0006 psmid=1; set_kvm m0 null");

    public static Counterexample Irq05 { get; } = Minimize(
        "v5.10", "IRQ-05", "mdevs=1 kvms=1 features=masks,irq",
        "create m0; open m0; assign_adapter m0 05; assign_domain m0 0006; set_kvm m0 k0; aqic_enable k0 05.0006 isc=3 nib=0x12000; "
        + "aqic_disable k0 05.0006");

    public static Finding FindingOf(Counterexample found, ulong seed = 7) => new(found, seed, found.Trace.Scope, 42, []);
}
