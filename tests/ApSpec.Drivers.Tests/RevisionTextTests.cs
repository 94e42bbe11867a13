using System.Reflection;
using System.Text.RegularExpressions;
using ApSpec.Kernel;

namespace ApSpec.Drivers.Tests;

/// <summary>What a reader of the files relies on: neighbours differ where the patch does, every function names its kernel function.</summary>
public sealed partial class RevisionTextTests
{
    [Theory]
    [InlineData("v5.10", "patch-v3", "GroupNotifier SetKvm UnsetKvm")]
    [InlineData("patch-v3", "v5.11", "Release SetKvm")]
    [InlineData("v5.3", "v5.10", "FreeAqicResources IrqDisableApqn RemoveQueue ResetQueue ResetQueues")]
    [InlineData("v5.10", "patch-v1", "GroupNotifier PutKvm Release")]
    [InlineData("v5.11", "v5.12", "AssignAdapter AssignControlDomain AssignDomain GroupNotifier HandlePqap Release Remove Reset SetKvm "
                                  + "UnassignAdapter UnassignControlDomain UnassignDomain UnsetKvm WaitNotBusy")]
    [InlineData("1e753732bda6", "v5.15", "AssignAdapter AssignControlDomain AssignDomain GroupNotifier HandlePqap Release Reset SetKvm "
                                         + "UnassignAdapter UnassignControlDomain UnassignDomain UnsetKvm WaitNotBusy")]
    [InlineData("v5.10", "v5.11", "GroupNotifier Release SetKvm UnsetKvm")]
    [InlineData("v6.0", "v6.5",
        "AddAdapter AddDomain AwaitReset DmaUnmap FilterMatrix FlushReset HotPlugConfig HotUnplugAdapter HotUnplugDomain "
        + "IrqEnable ProbeQueue RemoveQueue ResetQueue ResetQueues")]
    [InlineData("v6.5", "v6.12",
        "AddAdapter AddDomain AwaitReset EnsureNibShared FilterMatrix HotPlugConfig HotUnplugAdapter HotUnplugAdapters HotUnplugDomain "
        + "HotUnplugDomains IrqEnable IsPassable LinkQueue LoadMatrix ProbeQueue RemoveQueue ReplaceMatrix Request "
        + "ResetListed ResetQueue ResetQueuesForApids SetIrqs StoreConfig StoreMatrix UnassignAdapter UnassignDomain")]
    [InlineData("v6.12", "v6.16", "Request SetConfigChangeIrq SetIrqs SetRequestIrq SignalConfigChange UpdateGuestApcb")]
    [InlineData("v6.16", "v7.2",
        "AddConfig AwaitReset FreeAqicResources GetUpdateLocksForKvm HotPlugConfig HotUnplugConfig OnScanComplete Probe "
        + "ProbeQueue ReleaseUpdateLocksForKvm RemoveConfig RemoveQueue ResetQueue SetKvm StatusShow UnsetKvm")]
    [InlineData("v6.12", "6.12.117",
        "AddConfig AwaitReset FreeAqicResources GetUpdateLocksForKvm HotPlugConfig HotUnplugConfig OnScanComplete Probe "
        + "ProbeQueue ReleaseUpdateLocksForKvm RemoveConfig RemoveQueue ResetQueue SetKvm StatusShow UnsetKvm")]
    [InlineData("6.12.117", "v7.2", "Request SetConfigChangeIrq SetIrqs SetRequestIrq SignalConfigChange UpdateGuestApcb")]
    public void Neighbours_differ_where_the_patch_does(string older, string newer, string functions)
    {
        var from = Functions(Catalog.Find(older)!);
        var to = Functions(Catalog.Find(newer)!);
        var differing = from.Keys.Union(to.Keys)
            .Where(name => from.GetValueOrDefault(name) != to.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal);

        Assert.Equal(functions, string.Join(' ', differing));
    }

    [Fact]
    public void The_text_of_a_revision_has_every_entry_point()
    {
        foreach (var revision in Catalog.All)
        {
            var functions = Functions(revision);
            Assert.All(EntryPoints(revision.Type), method => Assert.Contains(method.Name, functions.Keys));
        }
    }

    [Fact]
    public void Every_function_names_its_kernel_function()
    {
        foreach (var revision in Catalog.All)
        {
            Assert.NotEmpty(EntryPoints(revision.Type));
            Assert.All(
                revision.Type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                                         | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName),
                method => Assert.False(string.IsNullOrEmpty(method.GetCustomAttribute<KernelFunctionAttribute>()?.Name), method.Name));
        }
    }

    [Fact]
    public void A_revision_writes_every_entry_point_itself()
    {
        foreach (var revision in Catalog.All)
        {
            var written = EntryPoints(revision.Type).Select(method => method.Name).ToArray();
            var entries = revision.Type.BaseType!.GetMethods().Where(method => method.IsAbstract && !method.IsSpecialName)
                .Select(method => method.Name).ToArray();
            Assert.NotEmpty(entries);
            Assert.Subset(written.ToHashSet(), entries.ToHashSet());
            Assert.Subset(revision.Type.BaseType.GetMethods().Where(method => method.IsVirtual).Select(method => method.Name).ToHashSet(),
                written.ToHashSet());
        }
    }

    [Fact]
    public void A_revision_cites_its_source()
    {
        foreach (var revision in Catalog.All)
        {
            Assert.NotEqual("", revision.Source);
            Assert.NotEqual("", revision.Title);
            Assert.Same(revision, Catalog.Find(revision.Name));
        }

        Assert.Null(Catalog.Find("v4.19"));
        Assert.Same(Catalog.Find("v7.2"), Catalog.Find("v6.16-fixed"));
        Assert.Equal(Catalog.All.Count(), Catalog.All.Select(revision => revision.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("5.10.262", "v5.10")]
    [InlineData("5.100.1", null)]
    [InlineData("6.1.192", "6.1.192")]
    [InlineData("6.1.193", null)]
    [InlineData("6.12.117", "6.12.117")]
    [InlineData("6.12.1", null)]
    [InlineData("6.12.0", "v6.12")]
    [InlineData("7.2.13", "v7.2")]
    [InlineData("7.3.4", "v7.2")]
    [InlineData("7.3.0-rc4", "v7.2")]
    [InlineData("7.30.1", null)]
    [InlineData("7.4.0", null)]
    [InlineData("unknown", null)]
    public void A_kernel_has_the_model_of_its_version(string version, string? model) => Assert.Equal(model, Catalog.ModelOf(version)?.Name);

    [Fact]
    public void The_suspected_defect_is_marked_where_release_takes_the_lock_of_its_notifier()
    {
        Assert.Empty(Catalog.Find("v5.10")!.SuspectedIn("Release"));
        Assert.Empty(Catalog.Find("v5.15")!.SuspectedIn("Release"));
        Assert.StartsWith("B14", Assert.Single(Catalog.Find("v5.12")!.SuspectedIn("Release")), StringComparison.Ordinal);
        Assert.StartsWith("B8", Assert.Single(Catalog.Find("v5.12")!.SuspectedIn("SetKvm")), StringComparison.Ordinal);
        Assert.StartsWith("B14", Assert.Single(Catalog.Find("patch-v3")!.SuspectedIn("Release")), StringComparison.Ordinal);
        Assert.StartsWith("B14", Assert.Single(Catalog.Find("v5.11")!.SuspectedIn("Release")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_source_shows_is_marked() => Assert.Equal(
        ["v4.20", "v5.3", "patch-v1", "patch-v3", "v5.12", "1e753732bda6"],
        Catalog.Notifier.Where(revision => revision.Derived is not null).Select(revision => revision.Name));

    // What the trees that were read do not show: which release had it, what was put on it, the core around it.
    [Fact]
    public void Of_the_open_device_era_those_are_derived_that_no_one_tree_shows() => Assert.Equal(
        ["v6.0", "v6.5"], Catalog.HotPlug.Where(revision => revision.Derived is not null).Select(revision => revision.Name));

    [Theory]
    [InlineData("S1", "GetUpdateLocksForQueue", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117")]
    [InlineData("S2", "HotUnplugAdapter", "v6.0 v6.5 6.1.192")]
    [InlineData("S3", "CloseDevice", "v6.12 v6.16 v7.2 6.12.117")]
    [InlineData("S4", "Request", "v6.12 6.12.117")]
    [InlineData("S5", "Request", "v6.16 v7.2")]
    [InlineData("S6", "AwaitReset", "v6.5 v6.12 v6.16 v7.2 6.12.117")]
    [InlineData("S7", "DmaUnmap", "v6.5 v6.12 v6.16 v7.2 6.12.117")]
    [InlineData("S9", "HandlePqap", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117")]
    [InlineData("S12", "Probe", "v6.0 v6.5")]
    [InlineData("B21", "IrqEnable", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117")]
    public void A_suspected_defect_of_hot_plug_is_marked_where_it_is(string id, string function, string revisions) =>
        Assert.Equal(revisions, string.Join(' ', Catalog.HotPlug
            .Where(revision => revision.SuspectedIn(function).Any(text => text.StartsWith(id + ":", StringComparison.Ordinal)))
            .Select(revision => revision.Name)));

    private static IEnumerable<MethodInfo> EntryPoints(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName);

    // Name and body of each function; comments and marks of suspicion are not looked at: they name what differs elsewhere.
    private static Dictionary<string, string> Functions(Revision revision) =>
        Function().Matches(revision.Text.ReplaceLineEndings("\n")).ToDictionary(
            match => match.Groups["name"].Value,
            match => Comment().Replace(match.Value, ""),
            StringComparer.Ordinal);

    [GeneratedRegex(@"^    \[KernelFunction\([^\n]*\n(?:    \[[^\n]*\n)*    (?:public|private)[^\n(]* (?<name>\w+)\(.*?^    \}\n",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Function();

    [GeneratedRegex(@" *//[^\n]*|    \[Suspected\([^\n]*\n")]
    private static partial Regex Comment();
}
