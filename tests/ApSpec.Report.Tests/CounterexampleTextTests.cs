using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class CounterexampleTextTests
{
    [Fact]
    public void A_reference_left_is_told_as_pinned() => Golden.Check("report-kvm-01.txt", CounterexampleText.Format(Cases.Kvm01));

    [Fact]
    public void A_double_unlock_is_told_as_pinned() => Golden.Check("report-lock-01.txt", CounterexampleText.Format(Cases.Lock01));

    [Fact]
    public void A_lost_interrupt_is_told_as_pinned() => Golden.Check("report-irq-05.txt", CounterexampleText.Format(Cases.Irq05));

    [Fact]
    public void A_queue_left_to_its_guest_is_told_as_pinned() => Golden.Check("report-reset-01.txt", CounterexampleText.Format(Cases.Reset01));

    [Fact]
    public void What_a_guest_can_do_fits_a_mail() =>
        Assert.All(CounterexampleText.Format(Cases.Reset01).Split('\n'), line => Assert.InRange(line.Length, 0, MailText.Columns));

    [Fact]
    public void The_violating_cell_and_no_other_is_marked()
    {
        var table = CounterexampleText.Format(Cases.Kvm01).Split('\n').Where(line => line.Length > 3 && char.IsDigit(line[2])).ToArray();

        Assert.Equal(4, table.Length);
        Assert.All(table[..3], row => Assert.DoesNotContain('>', row));
        Assert.Contains(">k0:1<", table[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_stand_before_the_command() =>
        Assert.Contains("  SUSPECTED of haste\n  again:\n", CounterexampleText.Format(Cases.Kvm01, "SUSPECTED of haste"), StringComparison.Ordinal);

    [Theory]
    [InlineData(Minimality.Proven, "  minimal: proven, no shorter trace in this scope (1,234 states)\n")]
    [InlineData(Minimality.ProvenOverOwnKinds, "  minimal: proven over its own operation kinds (1,234 states)\n")]
    [InlineData(Minimality.NotProven, "  minimal: 1- and 2-minimal, not proven: budget of 1,234 states\n")]
    public void What_is_known_of_the_length_is_said(Minimality minimality, string expected)
    {
        var found = Cases.Kvm01 with { Minimality = minimality, ProofStates = 1234 };

        Assert.Contains(expected, CounterexampleText.Format(found), StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_file_of_a_counterexample_reads_back_and_expects_it()
    {
        var file = CounterexampleText.TraceFileOf(Cases.Irq05);

        var read = TraceFile.Parse("t.trace", System.Text.Encoding.UTF8.GetBytes(file.ToString()), out var error);

        Assert.Null(error);
        Assert.Equal(file.Trace.ToString(), read!.Trace.ToString());
        Assert.Equal("expect v5.10 IRQ-05@7", Assert.Single(read.Expectations).ToString());
    }
    // What `minimize --driver DIR -o FILE` writes, `replay FILE --driver DIR` meets.
    [Fact]
    public void The_trace_file_of_a_compiled_driver_expects_it_of_its_sources()
    {
        var file = CounterexampleText.TraceFileOf(Cases.Irq05 with { Subject = new CompiledSubject() });

        Assert.Equal("expect src-52e093c667c7 IRQ-05@7", Assert.Single(file.Expectations).ToString());
    }

    private sealed class CompiledSubject : Subject
    {
        public override string Name => "linux-6.12.117";

        public override string ExpectationName => "src-52e093c667c7";

        public override Era Era => Era.OpenDevice;

        public override string Selector => "--driver linux";

        public override ISystem Create(Scope scope, ModelParameters? parameters = null) => throw new NotSupportedException();
    }
}
