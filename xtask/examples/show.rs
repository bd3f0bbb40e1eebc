use xtask::read::*;
fn main(){ for p in std::env::args().skip(1){ let d=xtask::extract::unflatten::unflatten(read(&std::fs::read(p).unwrap())); 
println!("{:?} {:?}", d.markup, d.properties);
show(&d.blocks,0); for f in &d.faults{println!("FAULT {f:?}")} } }
fn show(b:&[Block],n:usize){ for b in b { let i="  ".repeat(n); match &b.kind { BlockKind::Heading{level,text}=>println!("{i}{} H{level} {}",b.line,text.to_plain()), BlockKind::Paragraph{text}=>println!("{i}{} P {}",b.line,text.to_plain()),
 BlockKind::List{ordered,items}=>{println!("{i}{} L {ordered}",b.line); for it in items{println!("{i} -"); show(it,n+2)}}
 BlockKind::Code{text,..}=>println!("{i}{} CODE {}",b.line,text.replace('\n',"\n      ")),
 BlockKind::Table(t)=>{println!("{i}{} TABLE {:?} head {}",b.line,t.caption.as_ref().map(|c|c.to_plain()),t.head); for r in &t.rows{ println!("{i}  row {}",r.line); for c in &r.cells{println!("{i}   ."); show(&c.blocks,n+3)}}}
 k=>println!("{i}{} {k:?}",b.line)}}}
