using ApSpec.RealDriver.Lines;

namespace ApSpec.RealDriver.Tests.Lines;

/// <summary>The line table as objdump prints it.</summary>
public sealed class LineTableTests
{
    private const string Listing =
        """
        SYMBOL TABLE:
        0000000000001000 l     F .text	0000000000000020              first_store
        0000000000001020 g     F .text	0000000000000010              .hidden second
        0000000000002000 l     O .data	0000000000000010              table

        CU: tree/drivers/x.c:
        File name                            Line number    Starting address    View    Stmt
        x.c                                           10              0x1000               x
        x.c                                           11              0x1008               x

        ./shim/kernel/list.h:
        list.h                                        99              0x100c               x

        tree/drivers/x.c:
        x.c                                           11              0x1010               x
        x.c                                           30              0x1020               x
        x.c                                           31              0x1020       1       x
        x.c                                            -              0x1030

        CU: shim/ap.c:
        File name                            Line number    Starting address    View    Stmt
        ap.c                                          12              0x1024               x
        """;

    private static readonly LineTable Table = LineTable.Parse(Listing);

    [Fact]
    public void Lines_of_the_tree_have_their_places_and_their_function() => Assert.Equal(
        ["x.c:10 0x1000 first_store", "x.c:11 0x1008 first_store", "x.c:11 0x1010 first_store", "x.c:30 0x1020 second", "x.c:31 0x1020 second"],
        Table.Rows.Select(row => $"{row.Line} 0x{row.Offset:x} {row.Function}"));

    [Fact]
    public void Each_place_is_watched_once() => Assert.Equal([0x1000u, 0x1008u, 0x1010u, 0x1020u], Table.Offsets.ToArray());

    [Theory]
    [InlineData(9, null)]
    [InlineData(11, "first_store")]
    [InlineData(20, null)]
    [InlineData(31, "second")]
    public void A_line_is_in_the_function_whose_lines_are_around_it(int line, string? function) =>
        Assert.Equal(function, Table.FunctionAround(new TreeLine("drivers/x.c", line)));
}
