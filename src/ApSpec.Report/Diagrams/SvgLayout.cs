using System.Collections.Immutable;
using S = ApSpec.Vocabulary.LifecycleState;

namespace ApSpec.Report.Diagrams;

/// <summary>
/// The places of the states and arrows, chosen by hand. Columns show what user space has done: nothing, mdev created,
/// descriptor open. The upper row has no guest, the lower row has one. No arrow crosses
/// another.
/// </summary>
internal static class SvgLayout
{
    public const int Width = 960;
    public const int Height = 656;

    public static ImmutableArray<SvgBox> Boxes { get; } =
    [
        new(S.Absent, new(75, 310), 100, 48),
        new(S.Created, new(300, 110), 120, 48),
        new(S.Offered, new(300, 510), 120, 48),
        new(S.Opened, new(800, 110), 120, 48),
        new(S.Attached, new(800, 510), 190, 92),
        new(S.Refused, new(560, 310), 120, 48),
    ];

    public static ImmutableArray<SvgRoute> Routes { get; } =
    [
        new(S.Absent, S.Created, [new(70, 286), new(240, 102)], new(138, 178), "end"),
        new(S.Created, S.Absent, [new(240, 126), new(92, 286)], new(180, 224), "start"),
        new(S.Offered, S.Absent, [new(240, 506), new(80, 334)], new(140, 440), "end"),

        new(S.Created, S.Offered, [new(290, 134), new(290, 486)], new(280, 316), "end"),
        new(S.Offered, S.Created, [new(310, 486), new(310, 134)], new(320, 230), "start"),

        new(S.Created, S.Opened, [new(360, 100), new(740, 100)], new(550, 85), "middle"),
        new(S.Opened, S.Created, [new(740, 120), new(360, 120)], new(550, 137), "middle"),

        new(S.Offered, S.Attached, [new(360, 500), new(705, 500)], new(540, 485), "middle"),
        new(S.Attached, S.Offered, [new(705, 520), new(360, 520)], new(540, 539), "middle"),

        new(S.Offered, S.Refused, [new(330, 486), new(524, 334)], new(442, 382), "end"),
        new(S.Refused, S.Offered, [new(548, 334), new(354, 486)], new(472, 418), "start"),

        new(S.Opened, S.Refused, [new(755, 134), new(574, 286)], new(650, 200), "end"),
        new(S.Refused, S.Opened, [new(598, 286), new(779, 134)], new(670, 246), "start"),
        new(S.Refused, S.Attached, [new(590, 334), new(740, 464)], new(680, 392), "start"),

        new(S.Opened, S.Attached, [new(808, 134), new(808, 464)], new(798, 316), "end"),
        new(S.Attached, S.Opened, [new(830, 464), new(830, 134)], new(842, 316), "start"),

        new(S.Created, S.Created, [new(284, 86), new(270, 46), new(330, 46), new(316, 86)],
            new(336, 58), "start"),
        new(S.Offered, S.Offered, [new(284, 534), new(270, 574), new(330, 574), new(316, 534)],
            new(300, 588), "middle"),
        new(S.Opened, S.Opened, [new(772, 86), new(758, 46), new(818, 46), new(804, 86)],
            new(824, 46), "start"),
        new(S.Attached, S.Attached, [new(752, 556), new(738, 596), new(798, 596), new(784, 556)],
            new(806, 592), "start"),
        new(S.Refused, S.Refused, [new(500, 296), new(460, 282), new(460, 338), new(500, 324)],
            new(462, 310), "end"),
    ];
}
