using System.Text.RegularExpressions;

namespace ApSpec.Rules.Tests;

/// <summary>Every id that a rule cites stands for something that is public.</summary>
public sealed class CitationsTests
{
    [Fact]
    public void Every_source_has_a_citation() =>
        Assert.All(SourceBook.All, source => Assert.NotEmpty(Citations.Of([source.Id])));

    [Fact]
    public void A_citation_is_a_commit_a_mail_a_document_or_text_of_the_kernel() =>
        Assert.All(SourceBook.All.SelectMany(source => Citations.Of([source.Id])), citation => Assert.Matches(
            @"^([0-9a-f]{12} \(""(s390|vfio|kvm).+""\)|Message-ID \d{14}\.|CVE-\d{4}-\d+$|Documentation/|(reading of )?Linux \d+\.\d+|kvm-unit-tests, )", citation));

    [Fact]
    public void A_citation_stands_once() =>
        Assert.Equal(Citations.Of(["B1"]).AsEnumerable(), Citations.Of(["B1", "B1b", "H-I3", "f21916ec4826"]));

    [Fact]
    public void Functions_of_one_file_stand_behind_it() =>
        Assert.Equal(
            ["Linux 6.12.117 vfio_ap_ops.c vfio_ap_mdev_set_kvm, vfio_ap_mdev_unset_kvm", "Linux 5.10.y vfio_ap_ops.c"],
            Citations.Of(["A-I17", "R1b", "A-I16"]).AsEnumerable());

    [Fact]
    public void A_commit_has_its_subject() =>
        Assert.Equal("421cfe6596f6 (\"vfio: remove VFIO_GROUP_NOTIFY_SET_KVM\")", Assert.Single(Citations.Of(["B9"])));

    [Fact]
    public void An_id_that_is_not_listed_is_an_error() =>
        Assert.Contains("'B99'", Assert.Throws<InvalidOperationException>(() => Citations.Of(["B99"])).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_suspicion_rests_on_says_that_it_is_a_reading() =>
        Assert.All(SourceBook.All.Where(source => Regex.IsMatch(source.Id, @"^S\d+$")),
            source => Assert.StartsWith("reading of Linux ", Assert.Single(Citations.Of([source.Id])), StringComparison.Ordinal));
}
