using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class FieldTests
{
    [Theory]
    [MemberData(nameof(Scopes.All), MemberType = typeof(Scopes))]
    public void Every_field_keeps_its_largest_value_and_leaves_its_neighbours_alone(string text)
    {
        var builder = new LayoutBuilder(Scopes.Of(text));
        foreach (var field in FieldsOf(new ObservationLayout(builder)))
        {
            foreach (var background in new[] { 0UL, ulong.MaxValue })
            {
                var words = new ulong[builder.Words];
                Array.Fill(words, background);
                var value = background == 0 ? field.Max : 0;
                field.Set(words, value);

                Assert.Equal(value, field.Get(words));
                var changed = words.Select(word => ulong.PopCount(word ^ background)).Aggregate(0UL, (sum, count) => sum + count);
                Assert.Equal((ulong)field.Width, changed);
            }
        }
    }

    [Fact]
    public void A_field_without_bits_reads_zero_and_ignores_writes()
    {
        var builder = new LayoutBuilder(new Scope());
        var field = builder.Add("pins", FieldKind.Counter, 3, "off", Features.Irq);
        ulong[] words = [ulong.MaxValue];

        field.Set(words, 3);

        Assert.Equal(0u, field.Get(words));
        Assert.Equal([ulong.MaxValue], words);
        Assert.Equal(0u, field.Max);
    }

    [Fact]
    public void Neighbours_in_one_word_are_written_apart()
    {
        var builder = new LayoutBuilder(new Scope());
        Field[] fields = [.. Enumerable.Range(0, 20).Select(i => builder.Add($"f{i}", FieldKind.Counter, 7, "a counter"))];
        var words = new ulong[builder.Words];

        for (var i = 0; i < fields.Length; i++)
            fields[i].Set(words, (uint)(i % 8));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (uint)(i % 8)), fields.Select(field => field.Get(words)));
    }

    private static IEnumerable<Field> FieldsOf(ObservationLayout layout) =>
        layout.Mdevs.SelectMany(m => new[] { m.Life, m.Opens, m.GroupKvm, m.Kvm, m.GroupNotifier, m.IommuNotifier, m.Busy, m.IommuLock }
                .Concat(m.Pins))
            .Concat(layout.Kvms.SelectMany(k => new[]
                {
                    k.Life, k.VmClosed, k.VcpuClosed, k.KvmVfioClosed, k.DriverRefs, k.Hook, k.Busy, k.KvmLock, k.VcpuLock, k.Protected,
                }
                .Concat(k.Groups).Concat(k.Gisc)))
            .Concat(layout.Queues.SelectMany(q => new[]
            {
                q.Driver, q.Link, q.SavedIsc, q.SavedPage, q.Irq, q.IrqPage, q.IrqIsc, q.IrqKvm, q.Reset, q.Requests, q.Replies, q.Residue,
            }))
            .Concat([layout.World.MatrixLock, layout.World.ModuleRefs, layout.World.Instances, .. layout.World.Edges]);
}
