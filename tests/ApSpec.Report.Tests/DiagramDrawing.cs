using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ApSpec.Report.Tests;

/// <summary>What an SVG diagram puts where: its boxes, its lines of text, and its arrows as chains of points.</summary>
internal sealed partial class DiagramDrawing
{
    private const int Samples = 60;

    // Wide for a sans-serif: DejaVu Sans takes 0.56 of its size for a character of these labels, and 0.66 in bold.
    private const double CharacterWidth = 0.6;
    private const double BoldWidth = 0.7;

    public DiagramDrawing(string svg)
    {
        var root = XDocument.Parse(svg).Root!;
        Page = new Area(0, 0, Number(root, "width"), Number(root, "height"));
        Boxes = [.. Groups(root, "data-state").Select(g => (Name(g), AreaOf(Child(g, "rect"))))];
        Arrows =
        [
            .. Groups(root, "data-arrow").Select(g => (Name(g), Points((string)Child(g, "path").Attribute("d")!))),
        ];
        Texts =
        [
            .. from text in root.Descendants(root.Name.Namespace + "text")
               let box = text.Parent!.Attribute("data-state")
               select (text.Value, TextArea(text), (string?)box),
        ];
    }

    public Area Page { get; }

    public (string State, Area Area)[] Boxes { get; }

    public (string Name, (double X, double Y)[] Points)[] Arrows { get; }

    public (string Text, Area Area, string? State)[] Texts { get; }

    private static IEnumerable<XElement> Groups(XElement root, string kind) =>
        root.Elements(root.Name.Namespace + "g").Where(g => g.Attribute(kind) is not null);

    private static string Name(XElement group) =>
        (string)(group.Attribute("data-state") ?? group.Attribute("data-arrow"))!;

    private static XElement Child(XElement group, string name) => group.Element(group.Name.Namespace + name)!;

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static Area AreaOf(XElement rect) =>
        Area.Of(Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height"));

    private static Area TextArea(XElement text)
    {
        var (size, width, anchor) = (string?)text.Attribute("class") switch
        {
            "title" => (18, BoldWidth, "start"),
            "state" => (19, BoldWidth, "middle"),
            "entitled" => (15, CharacterWidth, "middle"),
            _ => (16, CharacterWidth, (string?)text.Attribute("text-anchor") ?? "start"),
        };
        var (x, y, length) = (Number(text, "x"), Number(text, "y"), text.Value.Length * size * width);
        var left = anchor switch { "start" => x, "end" => x - length, _ => x - (length / 2) };
        return new Area(left, y - (0.75 * size), left + length, y + (0.22 * size));
    }

    private static (double X, double Y)[] Points(string path)
    {
        var n = Digits().Matches(path).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray();
        return
        [
            .. Enumerable.Range(0, Samples + 1).Select(i => (double)i / Samples).Select(t => n.Length == 4
                ? (n[0] + (t * (n[2] - n[0])), n[1] + (t * (n[3] - n[1])))
                : (Bezier(n[0], n[2], n[4], n[6], t), Bezier(n[1], n[3], n[5], n[7], t))),
        ];
    }

    private static double Bezier(double a, double b, double c, double d, double t) =>
        (a * Math.Pow(1 - t, 3)) + (3 * b * t * Math.Pow(1 - t, 2)) + (3 * c * t * t * (1 - t)) + (d * Math.Pow(t, 3));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    internal readonly record struct Area(double Left, double Top, double Right, double Bottom)
    {
        public static Area Of(double x, double y, double width, double height) => new(x, y, x + width, y + height);

        public bool Overlaps(Area other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool Contains(Area other) =>
            Left <= other.Left && other.Right <= Right && Top <= other.Top && other.Bottom <= Bottom;

        public bool Contains((double X, double Y) p) => Left < p.X && p.X < Right && Top < p.Y && p.Y < Bottom;

        public Area Grown(double by) => new(Left - by, Top - by, Right + by, Bottom + by);
    }
}
