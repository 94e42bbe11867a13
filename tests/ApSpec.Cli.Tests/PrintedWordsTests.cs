using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Rules;

namespace ApSpec.Cli.Tests;

/// <summary>What is printed of models is in words that a kernel developer knows: the kernel's functions, commits and mails, no method and no id of ours.</summary>
public sealed class PrintedWordsTests
{
    private static readonly string[] Small = ["--traces", "10", "--states", "20"];

    private static readonly ConcurrentDictionary<string, Lazy<string>> Outputs = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Methods =
    [
        .. Catalog.All.SelectMany(revision => revision.Type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.GetCustomAttribute<KernelFunctionAttribute>() is not null).Select(method => method.Name),
    ];

    // What rules cite by an id that is neither a commit nor a file.
    private static readonly Regex Ids = new(@"\b(" + string.Join('|', SourceBook.All.Select(source => source.Id)
        .Where(id => !Regex.IsMatch(id, @"^[0-9a-f]{12}$|\.(rst|c)$|^override$")).Select(Regex.Escape)) + @")\b(?!\.)");

    public static TheoryData<string> OfModels() =>
    [
        "1 check -r v5.11 --full",
        "1 check -r v6.12 --format jsonl",
        "0 mutate -r v5.11 --scope mdevs=1,kvms=1,adapters=05,domains=0006,features=masks+irq",
        "0 mutate -r v5.11 --scope mdevs=1,kvms=1,adapters=05,domains=0006,features=none --format jsonl",
    ];

    [Theory]
    [MemberData(nameof(OfModels))]
    public void No_method_of_a_model_is_named(string line)
    {
        var output = OutputOf(line);

        Assert.Contains("vfio_ap_mdev_", output, StringComparison.Ordinal);
        Assert.DoesNotContain(KernelNames.NoFunction, output, StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(output, @"\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\b").Select(match => match.Value).Where(Methods.Contains).Distinct());
    }

    [Theory]
    [MemberData(nameof(OfModels))]
    [InlineData("0 rules")]
    [InlineData("0 revisions")]
    public void No_id_of_a_source_is_printed(string line) =>
        Assert.Empty(Ids.Matches(OutputOf(line)).Select(match => match.Value).Distinct());

    [Fact]
    public void A_rule_that_is_asked_for_names_its_sources_by_their_ids() =>
        Assert.Contains("source: B1: f21916ec4826 (\"s390/vfio-ap: clean up", OutputOf("0 rules --rule KVM-01"), StringComparison.Ordinal);

    [Fact]
    public void A_function_of_the_kernel_keeps_its_name()
    {
        var name = KernelNames.Lookup(Catalog.Find("v5.11")!);

        Assert.Equal("vfio_ap_mdev_set_kvm", name("SetKvm"));
        Assert.Equal("kvm_destroy_vm", name("DestroyVm"));
        Assert.Equal("vfio_ap_mdev_set_kvm", name("vfio_ap_mdev_set_kvm"));
        Assert.Equal("PQAP(AQIC)", name("PQAP(AQIC)"));
        Assert.Equal(KernelNames.NoFunction, name("Helper"));
    }

    // Of each command once: a scope's words are joined by commas, so that the line can be split.
    private static string OutputOf(string line) => Outputs.GetOrAdd(line, static line => new Lazy<string>(() =>
    {
        var words = line.Split(' ');
        string[] arguments =
        [
            .. words[1..].Select(word => word.StartsWith("mdevs=", StringComparison.Ordinal) ? word.Replace(',', ' ').Replace('+', ',') : word),
            .. words[1] is "check" or "mutate" ? Small : [],
        ];
        using var command = new CommandFolder();
        return command.Run(int.Parse(words[0]), arguments).Output;
    })).Value;
}
